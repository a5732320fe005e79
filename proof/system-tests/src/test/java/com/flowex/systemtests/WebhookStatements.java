package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Statements about webhooks of users, and what waits for them. */
final class WebhookStatements {

    private static final long NUMBER = 900_000;
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-0000000000bb");
    private static final byte[] HASH = {1, 2, 3};
    private static final byte[] SECRET = {1, 2, 'k', '1', 9};

    /** Limit of waiting deliveries in the statement that adds one: few wait here, and more than that elsewhere. */
    private static final int WAITING_MAX = 40;

    private WebhookStatements() {}

    /**
     * Both tenants have the same webhooks. One is due in both, the other one's is due with the other tenant alone; an
     * event is muted there alone. More waits there, so many that notices which the running exchange adds here meanwhile
     * do not matter.
     */
    static void runAll(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO identity.webhooks (tenant_id, user_id, id, account_number, address, secret, state, code_hash, told,
                    next_at)
                SELECT tenant, of.id, '%s', 7, 'https://walked.invalid/', '\\x01026b3109', 'on', '\\x010203', 5,
                    now() + CASE WHEN of.is_due OR tenant = %d THEN INTERVAL '-1 minute' ELSE INTERVAL '1 hour' END
                FROM unnest(ARRAY[%d, %d]) tenant, (SELECT min(id), true FROM identity.users
                    UNION ALL SELECT max(id), false FROM identity.users) of (id, is_due)
                ON CONFLICT (tenant_id, user_id) DO UPDATE SET id = excluded.id, next_at = excluded.next_at, state = 'on',
                    code_hash = excluded.code_hash, told = 5, secret = excluded.secret""".formatted(ID, tenant - 1, tenant, tenant - 1));
        runner.run("UPDATE identity.webhooks SET next_at = now() + make_interval", 60L, tenant, tenant, 7200L, 8);
        IsolationExchange.execute(owner, """
                INSERT INTO identity.webhook_deliveries (tenant_id, id, user_id, kind, payload, made_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, %d + of.number, (SELECT min(id) FROM identity.users), of.kind, '\\x01', now() - INTERVAL '9 days'
                FROM unnest(ARRAY[%d, %d]) tenant, (VALUES (0, 'notice'), (1, 'test')) of (number, kind)""".formatted(NUMBER, tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.webhook_deliveries (tenant_id, id, user_id, kind, payload, made_at)
                OVERRIDING SYSTEM VALUE
                SELECT %d, %d + number, (SELECT min(id) FROM identity.users), 'notice', '\\x01', now() - INTERVAL '9 days'
                FROM generate_series(2, %d) number""".formatted(tenant - 1, NUMBER, 2 * WAITING_MAX));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.muted_notifications (tenant_id, user_id, event, channel)
                SELECT %d, min(id), 'walked', 'webhook' FROM identity.users""".formatted(tenant - 1));
        long user = user(owner);
        webhooks(tenant, user, runner);
        deliveries(tenant, user, runner);
        IsolationExchange.execute(owner, "DELETE FROM identity.webhook_deliveries WHERE tenant_id = " + tenant);
        runner.run("UPDATE identity.webhooks w SET answer", "", 0, "on", 0L, tenant, user);
        runner.run("UPDATE identity.webhooks w SET next_at = NULL", tenant, user);
        IsolationExchange.execute(owner, "UPDATE identity.webhooks SET state = 'unconfirmed' WHERE id = '" + ID + "'");
        runner.run("UPDATE identity.webhooks SET code_hash", HASH, tenant, user);
        runner.run("UPDATE identity.webhooks SET state = 'on', code_hash = NULL", 5L, tenant, user, HASH);
        runner.run("DELETE FROM identity.webhooks WHERE tenant_id = ? AND user_id = ?", tenant, user);
        runner.run("DELETE FROM identity.webhooks WHERE tenant_id = ? AND encode", tenant, "k1");
    }

    private static void webhooks(int tenant, long user, StatementRunner runner) throws SQLException {
        runner.run("FROM identity.webhooks w WHERE tenant_id = ? AND user_id = ?", tenant, user);
        runner.run("SELECT 1 FROM identity.webhooks", tenant);
        runner.run("SELECT user_id, account_number, told FROM identity.webhooks", tenant, 0L, 10);
        runner.run("UPDATE identity.webhooks SET told", 6L, tenant, user, 5L);
        runner.run("SELECT user_id, secret FROM identity.webhooks", tenant, 0L);
        runner.run("'escape') FROM identity.webhooks", tenant);
        runner.run("UPDATE identity.webhooks SET secret", SECRET, tenant, user, SECRET);
        runner.run("SELECT state FROM identity.webhooks", tenant, user, ID);
        runner.run("UPDATE identity.webhooks SET next_at = now() WHERE", tenant, user);
    }

    private static void deliveries(int tenant, long user, StatementRunner runner) throws SQLException {
        runner.run("AND user_id = ? ORDER BY kind DESC", tenant, user);
        String event = "walked";
        runner.run("WITH awake AS", tenant, user, tenant, user, event, "webhook", tenant, user, WAITING_MAX, HASH);
        runner.run("UPDATE identity.webhook_deliveries SET tries", tenant, NUMBER);
        runner.run("DELETE FROM identity.webhook_deliveries WHERE tenant_id = ? AND id = ?", tenant, NUMBER);
        runner.run("DELETE FROM identity.webhook_deliveries WHERE tenant_id = ? AND made_at", tenant);
        runner.run("AND user_id = ? AND kind = 'test'", tenant, user);
        runner.run("DELETE FROM identity.webhook_deliveries WHERE tenant_id = ? AND user_id = ?", tenant, user);
    }

    private static long user(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("SELECT min(id) FROM identity.users")) {
            row.next();
            return row.getLong(1);
        }
    }
}
