package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The statements to the tables of subscribed browsers, by the worker and when keys are rotated, for {@link
 * StatementWalk}.
 */
final class PushStatements {

    private static final byte[] SEALED = {1, 2, 'k', '1', 9};

    private PushStatements() {}

    /** Three browsers of one user in each of two tenants, by the same names; the last has not been renewed for long. */
    static void run(Connection owner, int left, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO identity.push_subscriptions (tenant_id, id, user_id, session_id, account_number, endpoint_hash, host,
                    target, agent, language, told, next_at, renewed_at, failing_since)
                SELECT tenant, ('00000000-0000-4000-8000-00000000000' || age)::uuid, (SELECT min(id) FROM identity.users),
                    '00000000-0000-4000-8000-0000000000ff', 7, sha256(age::text::bytea), 'h', '\\x01026b3109', 'a', 'en', 5,
                    now() - interval '1 hour', now() - make_interval(days => 300 * age), now()
                FROM unnest(ARRAY[%d, %d]) tenant, generate_series(0, 2) age""".formatted(left, left - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.push_keys (tenant_id, public_key, private_key)
                SELECT tenant, sha512(tenant::text::bytea) || '\\x04', '\\x01026b3109' FROM unnest(ARRAY[%d, %d]) tenant
                ON CONFLICT (tenant_id) DO UPDATE SET private_key = excluded.private_key""".formatted(left, left - 1));
        UUID id = UUID.fromString("00000000-0000-4000-8000-000000000000");
        UUID session = UUID.fromString("00000000-0000-4000-8000-0000000000ff");
        long user = user(owner);
        runner.run("AND session_id = ? AND id <> ?", left, session, id);
        runner.run("ORDER BY renewed_at DESC, id OFFSET ?", left, user, left, user, 1);
        runner.run("WHERE tenant_id = ? AND user_id = ? ORDER BY renewed_at", left, user);
        runner.run("SELECT id, session_id, host, language, endpoint_hash", left, user, 10);
        runner.run(
                "DELETE FROM identity.push_subscriptions WHERE tenant_id = ? AND user_id = ? AND id = ?",
                left,
                user,
                id);
        runner.run("AND session_id = ANY (?::uuid[])", left, "{" + session + "}");
        runner.run("SELECT 1 FROM identity.push_subscriptions", left - 2);
        runner.run("AND id > ? AND NOT next_at", 7, left, new UUID(0, 0), 60L, 100);
        runner.run("RETURNING endpoint_hash, target", 60L, left, id, 5L, 60L);
        runner.run("SET told = ? WHERE", 6L, left, id, 5L);
        runner.run("SET told = ?, told_at = now()", 6L, 15L, left, id, 5L);
        runner.run("SET tries = tries + 1, failing_since", 15L, left, id, 5L);
        runner.run("WHERE tenant_id = ? AND id > ? ORDER BY id LIMIT 500", left, new UUID(0, 0));
        runner.run("SET target = ?", SEALED, left, id, SEALED);
        runner.run("FROM identity.push_keys WHERE tenant_id = ?", left);
        runner.run("UPDATE identity.push_keys", SEALED, left, SEALED);
        runner.run("WHERE tenant_id = ? AND encode(substring(target", left, "k1");
        runner.run("WHERE tenant_id = ? AND encode(substring(private_key", left, "k1");
        runner.run("get_byte(private_key, 1)), 'escape') FROM identity.push_keys", left);
        runner.run("get_byte(target, 1)), 'escape') FROM identity.push_subscriptions", left);
        runner.run("renewed_at < now() - INTERVAL '400 days'", left);
    }

    private static long user(Connection owner) throws SQLException {
        try (var statement = owner.createStatement();
                var row = statement.executeQuery("SELECT min(id) FROM identity.users")) {
            row.next();
            return row.getLong(1);
        }
    }
}
