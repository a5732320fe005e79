package com.flowex.risk.store.alert;

import com.flowex.platform.crypto.SealingSettings.LostKeyPolicy;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.settings.StartupException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Start-up check for webhook secrets whose key is missing: each secret carries the name of its key. Start-up then fails
 * with one line, or deletes these webhooks if the settings say so.
 */
public record LostWebhookKeys(Database database, List<String> atHand) {

    private static final Logger LOG = LoggerFactory.getLogger(LostWebhookKeys.class);

    private static final String NAMES = """
            SELECT encode(substring(secret FROM 3 FOR get_byte(secret, 1)), 'escape')
            FROM risk.alerts WHERE tenant_id = ? AND secret IS NOT NULL ORDER BY id""";
    private static final String FORGET = """
            UPDATE risk.alerts SET webhook = '', secret = NULL
            WHERE tenant_id = ? AND secret IS NOT NULL
            AND encode(substring(secret FROM 3 FOR get_byte(secret, 1)), 'escape') = ?""";

    public LostWebhookKeys {
        atHand = List.copyOf(atHand);
    }

    /** @throws StartupException if a secret cannot be opened, and the settings do not allow it to be forgotten */
    public void forgetOrRefuse(Collection<Integer> tenants, LostKeyPolicy policy) {
        List<String> lost = new ArrayList<>();
        for (int tenant : tenants) {
            lost.addAll(names(tenant));
        }
        lost.removeAll(atHand);
        if (lost.isEmpty()) {
            return;
        }
        TreeSet<String> keys = new TreeSet<>(lost);
        if (policy == LostKeyPolicy.REFUSE) {
            throw new StartupException("the secrets of " + lost.size() + " webhooks are sealed with "
                    + String.join(", ", keys)
                    + ", which is not among the data keys: put data.keys back from a copy of the data directory, or"
                    + " FLOWEX_DATA_KEYS as it was; if it is lost, start once with FLOWEX_LOST_KEYS=forget");
        }
        for (int tenant : tenants) {
            for (String key : keys) {
                database.transaction(tenant, transaction -> Sql.execute(transaction, FORGET, tenant, key));
            }
        }
        LOG.warn(
                "{} webhooks lost their secrets with their key and are deleted, as FLOWEX_LOST_KEYS" + " demands",
                lost.size());
    }

    private List<String> names(int tenant) {
        return database.query(tenant, transaction -> Sql.all(transaction, row -> row.getString(1), NAMES, tenant));
    }
}
