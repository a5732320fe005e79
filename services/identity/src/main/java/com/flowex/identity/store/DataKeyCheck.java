package com.flowex.identity.store;

import com.flowex.platform.crypto.SealingSettings.LostKeyPolicy;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.settings.StartupException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Check that the data keys at hand are those that sealed the values in the database; each sealed value carries the name
 * of its key. If a key is missing, the start reports it in one line. It goes on without the lost values only if the
 * settings allow it.
 */
public final class DataKeyCheck {

    private static final Logger LOG = LoggerFactory.getLogger(DataKeyCheck.class);

    /** A value sealed by {@code Sealing} begins with its version, the length of its key's name, and the name. */
    private static final String AUTHENTICATORS = """
            SELECT encode(substring(totp_secret FROM 3 FOR get_byte(totp_secret, 1)), 'escape')
            FROM identity.users WHERE tenant_id = ? AND totp_secret IS NOT NULL""";

    private static final String KEYS = """
            SELECT encode(substring(secret FROM 3 FOR get_byte(secret, 1)), 'escape')
            FROM identity.api_keys WHERE tenant_id = ? AND secret IS NOT NULL""";
    private static final String FORGET_AUTHENTICATORS = """
            UPDATE identity.users SET totp_secret = NULL, totp_step = 0, version = version + 1
            WHERE tenant_id = ? AND encode(substring(totp_secret FROM 3 FOR get_byte(totp_secret, 1)), 'escape') = ?""";
    private static final String FORGET_KEYS = """
            DELETE FROM identity.api_keys
            WHERE tenant_id = ? AND encode(substring(secret FROM 3 FOR get_byte(secret, 1)), 'escape') = ?""";

    private static final String BROWSERS = """
            SELECT encode(substring(target FROM 3 FOR get_byte(target, 1)), 'escape')
            FROM identity.push_subscriptions WHERE tenant_id = ?""";
    private static final String PUSH_KEYS = """
            SELECT encode(substring(private_key FROM 3 FOR get_byte(private_key, 1)), 'escape')
            FROM identity.push_keys WHERE tenant_id = ?""";
    private static final String PROVIDERS = """
            SELECT encode(substring(client_secret FROM 3 FOR get_byte(client_secret, 1)), 'escape')
            FROM identity.oidc_providers WHERE tenant_id = ?""";
    private static final String FORGET_PROVIDERS = """
            DELETE FROM identity.oidc_providers
            WHERE tenant_id = ? AND encode(substring(client_secret FROM 3 FOR get_byte(client_secret, 1)), 'escape') = ?""";
    private static final String PEOPLE = """
            SELECT encode(substring(key FROM 3 FOR get_byte(key, 1)), 'escape')
            FROM identity.person_keys WHERE tenant_id = ? AND key IS NOT NULL""";
    private static final String FORGET_PEOPLE = """
            DELETE FROM identity.person_keys
            WHERE tenant_id = ? AND key IS NOT NULL AND encode(substring(key FROM 3 FOR get_byte(key, 1)), 'escape') = ?""";
    private static final String WEBHOOKS = """
            SELECT encode(substring(secret FROM 3 FOR get_byte(secret, 1)), 'escape')
            FROM identity.webhooks WHERE tenant_id = ?""";
    private static final String FORGET_WEBHOOKS = """
            DELETE FROM identity.webhooks
            WHERE tenant_id = ? AND encode(substring(secret FROM 3 FOR get_byte(secret, 1)), 'escape') = ?""";
    private static final String FORGET_BROWSERS = """
            DELETE FROM identity.push_subscriptions
            WHERE tenant_id = ? AND encode(substring(target FROM 3 FOR get_byte(target, 1)), 'escape') = ?""";
    private static final String FORGET_PUSH_KEYS = """
            DELETE FROM identity.push_keys
            WHERE tenant_id = ? AND encode(substring(private_key FROM 3 FOR get_byte(private_key, 1)), 'escape') = ?""";

    private final Database database;

    public DataKeyCheck(Database database) {
        this.database = database;
    }

    /** @throws StartupException if a value cannot be opened and the settings do not allow to forget it */
    public void forgetOrRefuse(List<Integer> tenants, List<String> atHand, LostKeyPolicy policy) {
        List<String> authenticators = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<String> providers = new ArrayList<>();
        List<String> browsers = new ArrayList<>();
        List<String> people = new ArrayList<>();
        List<String> webhooks = new ArrayList<>();
        for (int tenant : tenants) {
            authenticators.addAll(names(tenant, AUTHENTICATORS));
            keys.addAll(names(tenant, KEYS));
            providers.addAll(names(tenant, PROVIDERS));
            browsers.addAll(names(tenant, BROWSERS));
            browsers.addAll(names(tenant, PUSH_KEYS));
            people.addAll(names(tenant, PEOPLE));
            webhooks.addAll(names(tenant, WEBHOOKS));
        }
        authenticators.removeAll(atHand);
        keys.removeAll(atHand);
        providers.removeAll(atHand);
        browsers.removeAll(atHand);
        people.removeAll(atHand);
        webhooks.removeAll(atHand);
        TreeSet<String> lost = new TreeSet<>(authenticators);
        lost.addAll(keys);
        lost.addAll(providers);
        lost.addAll(browsers);
        lost.addAll(people);
        lost.addAll(webhooks);
        if (lost.isEmpty()) {
            return;
        }
        String subject = "of " + authenticators.size() + " authenticators and " + keys.size() + " API keys"
                + (providers.isEmpty() ? "" : ", and by what staff logs in at " + providers.size() + " tenants,")
                + (browsers.isEmpty()
                        ? ""
                        : ", and addresses of " + browsers.size() + " browsers that are notified of fills,")
                + (webhooks.isEmpty() ? "" : ", and " + webhooks.size() + " webhooks,")
                + (people.isEmpty() ? "" : ", and what is known of " + people.size() + " people,");
        if (policy == LostKeyPolicy.REFUSE) {
            throw new StartupException("the secrets " + subject + " are sealed with " + String.join(", ", lost)
                    + ", which is not among the data keys: put data.keys back from a copy of the data directory, or"
                    + " FLOWEX_DATA_KEYS as it was; if it is lost, start once with FLOWEX_LOST_KEYS=forget");
        }
        for (int tenant : tenants) {
            for (String key : lost) {
                forget(tenant, FORGET_AUTHENTICATORS, key);
                forget(tenant, FORGET_KEYS, key);
                forget(tenant, FORGET_PROVIDERS, key);
                forget(tenant, FORGET_BROWSERS, key);
                forget(tenant, FORGET_PUSH_KEYS, key);
                forget(tenant, FORGET_PEOPLE, key);
                forget(tenant, FORGET_WEBHOOKS, key);
            }
        }
        LOG.warn("the secrets {} were lost with their key and are deleted, as FLOWEX_LOST_KEYS demands", subject);
    }

    private List<String> names(int tenant, String sql) {
        return database.query(tenant, transaction -> Sql.all(transaction, row -> row.getString(1), sql, tenant));
    }

    private void forget(int tenant, String sql, String key) {
        database.query(tenant, transaction -> Sql.execute(transaction, sql, tenant, key));
    }
}
