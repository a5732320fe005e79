package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Statements about phone numbers, messages that carry codes, and the budgets of messages. */
final class SmsStatements {

    private static final String[] NAMES = {"a".repeat(64)};
    private static final UUID ID = new UUID(7, 7);

    private SmsStatements() {}

    /** Two tenants have rows under the same names and of the same user; no message is due before all others are tried. */
    static void runAll(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        rows(owner, tenant);
        long user = user(owner);
        numbers(tenant, user, runner);
        messages(owner, tenant, user, runner);
        runner.run("UPDATE identity.sms_budgets SET messages", tenant, NAMES[0], "2026-01-02");
        runner.run("DELETE FROM identity.sms_budgets WHERE tenant_id = ? AND day", tenant);
        for (String table : new String[] {"phone_numbers", "sms_messages", "sms_budgets"}) {
            IsolationExchange.execute(
                    owner, "DELETE FROM identity.%s WHERE tenant_id IN (%d, %d)".formatted(table, tenant, tenant - 1));
        }
    }

    private static void rows(Connection owner, int tenant) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO identity.phone_numbers (tenant_id, user_id, confirmed, number, country, changed_at)
                SELECT tenant, of.id, of.confirmed, '\\x01', 'DE', now() - INTERVAL '2 days'
                FROM unnest(ARRAY[%d, %d]) tenant, (
                    SELECT min(id), true FROM identity.users UNION ALL SELECT min(id), false FROM identity.users
                    UNION ALL SELECT max(id), false FROM identity.users) of (id, confirmed)
                ON CONFLICT DO NOTHING""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.sms_messages (tenant_id, id, user_id, content, budgets, code_name, made_at, next_at, expires_at)
                SELECT tenant, of.id, (SELECT min(id) FROM identity.users), '\\x01', '{w}', repeat('a', 64), now() - of.age,
                    now() + INTERVAL '1 day', now() + INTERVAL '1 day'
                FROM unnest(ARRAY[%d, %d]) tenant, (VALUES ('%s'::uuid, INTERVAL '0'), (gen_random_uuid(), INTERVAL '9 days'))
                    of (id, age)""".formatted(tenant, tenant - 1, ID));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.sms_budgets (tenant_id, name, day, messages, cost, last_at)
                SELECT tenant, repeat('a', 64), '2026-01-02', 5, 1, now() FROM unnest(ARRAY[%d, %d]) tenant""".formatted(tenant, tenant - 1));
    }

    private static void numbers(int tenant, long user, StatementRunner runner) throws SQLException {
        runner.run("SELECT number, country FROM identity.phone_numbers", tenant, user, true);
        runner.run("WHERE tenant_id = ? AND changed_at < now() - INTERVAL '1 day' AND NOT confirmed", tenant);
        runner.run(
                "DELETE FROM identity.phone_numbers WHERE tenant_id = ? AND user_id = ? AND confirmed", tenant, user);
        runner.run("UPDATE identity.phone_numbers SET confirmed = true", tenant, user);
        runner.run("UPDATE identity.users SET sms_codes", false, tenant, user);
        runner.run("DELETE FROM identity.phone_numbers WHERE tenant_id = ? AND user_id = ?", tenant, user);
    }

    private static void messages(Connection owner, int tenant, long user, StatementRunner runner) throws SQLException {
        runner.run("UPDATE identity.sms_messages SET state = 'called'", 1, 1, tenant, ID, 0);
        runner.run("UPDATE identity.sms_messages SET state = ?, provider", "unknown", 1, "w", 86_400L, tenant, ID, 0);
        runner.run("UPDATE identity.sms_messages SET verified_at", tenant, user, NAMES[0]);
        IsolationExchange.execute(
                owner,
                "UPDATE identity.sms_messages SET next_at = now() WHERE tenant_id IN (%d, %d)"
                        .formatted(tenant, tenant - 1));
        runner.run("UPDATE identity.sms_messages SET claim", 86_400L, tenant, 9, 30L);
        IsolationExchange.execute(
                owner,
                "UPDATE identity.sms_messages SET claim = 0 WHERE tenant_id IN (%d, %d)".formatted(tenant, tenant - 1));
        runner.run("SET state = ?, fault = ?, content = NULL", "sent", "", tenant, ID, 0);
        runner.run("DELETE FROM identity.sms_messages WHERE tenant_id = ? AND made_at", tenant);
    }

    private static long user(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("SELECT min(id) FROM identity.users")) {
            row.next();
            return row.getLong(1);
        }
    }
}
