package com.flowex.risk.store.alert;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statements for the webhook deliveries of firings, and for the webhooks' secrets. */
public final class WebhookDeliveriesTable {

    private static final String DUE = FiringsTable.SELECT + """
            FROM risk.alert_firings WHERE tenant_id = ? AND hook = 'waiting' AND hook_due <= ? ORDER BY hook_due, id LIMIT ?""";
    private static final String TRIED = """
            UPDATE risk.alert_firings SET hook = ?, hook_tries = hook_tries + 1, hook_due = ?, hook_why = ?
            WHERE tenant_id = ? AND id = ? AND hook = 'waiting'""";
    private static final String TARGET = """
            SELECT id, owner, webhook, secret FROM risk.alerts WHERE tenant_id = ? AND id = ? AND secret IS NOT NULL""";
    private static final String SEALED = """
            SELECT id, owner, webhook, secret FROM risk.alerts WHERE tenant_id = ? AND id > ? AND secret IS NOT NULL
            ORDER BY id LIMIT ?""";
    private static final String SEAL_AGAIN =
            "UPDATE risk.alerts SET secret = ? WHERE tenant_id = ? AND id = ? AND secret = ?";

    private final Database database;

    public WebhookDeliveriesTable(Database database) {
        this.database = database;
    }

    /** Webhook of an alert, with its encrypted secret. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Target(long alert, long owner, String address, byte[] secret) {}

    public List<AlertFiring> due(int tenant, Instant now, int limit) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, FiringsTable::firing, DUE, tenant, now, limit));
    }

    /** @param due time of the next attempt, if the state is waiting */
    public void tried(int tenant, long id, String state, Instant due, String why) {
        database.transaction(tenant, transaction -> Sql.execute(transaction, TRIED, state, due, why, tenant, id));
    }

    public Optional<Target> target(int tenant, long alert) {
        return database.query(
                tenant, transaction -> Sql.one(transaction, WebhookDeliveriesTable::target, TARGET, tenant, alert));
    }

    public List<Target> sealed(int tenant, long behind, int limit) {
        return database.query(
                tenant,
                transaction -> Sql.all(transaction, WebhookDeliveriesTable::target, SEALED, tenant, behind, limit));
    }

    public void sealAgain(int tenant, Target before, byte[] secret) {
        database.transaction(
                tenant,
                transaction -> Sql.execute(transaction, SEAL_AGAIN, secret, tenant, before.alert(), before.secret()));
    }

    private static Target target(ResultSet row) throws SQLException {
        return new Target(row.getLong(1), row.getLong(2), row.getString(3), row.getBytes(4));
    }
}
