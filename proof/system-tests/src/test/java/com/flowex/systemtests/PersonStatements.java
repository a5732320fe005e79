package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The statements to the tables of people's own data, by themselves and when keys are rotated or lost, for {@link
 * StatementWalk}.
 */
final class PersonStatements {

    private static final byte[] SEALED = {1, 2, 'k', '1', 9};

    private PersonStatements() {}

    /** One person in each of two tenants, by the same number, with keys, a profile and what they agreed to. */
    static void run(Connection owner, int left, StatementRunner runner) throws SQLException {
        long user = user(owner);
        IsolationExchange.execute(owner, """
                INSERT INTO identity.person_keys (tenant_id, user_id, key)
                SELECT tenant, %d, '\\x01026b3109' FROM unnest(ARRAY[%d, %d]) tenant
                ON CONFLICT (tenant_id, user_id) DO UPDATE SET key = excluded.key""".formatted(user, left, left - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.profiles (tenant_id, user_id, details)
                SELECT tenant, %d, '\\x01' FROM unnest(ARRAY[%d, %d]) tenant
                ON CONFLICT DO NOTHING""".formatted(user, left, left - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.consents (tenant_id, user_id, number, document, version, given, address)
                SELECT tenant, %d, 999, 'terms', '1', true, '\\x01' FROM unnest(ARRAY[%d, %d]) tenant
                ON CONFLICT DO NOTHING""".formatted(user, left, left - 1));
        archives(owner, left, user, runner);
        others(left, user, runner);
        erasures(owner, left, user, runner);
        choices(owner, left, user, runner);
        runner.run("SELECT key FROM identity.person_keys", left, user);
        runner.run("FROM identity.person_keys WHERE tenant_id = ? AND user_id > ?", left, 0L);
        runner.run("UPDATE identity.person_keys SET key = ?", SEALED, left, user, SEALED);
        runner.run("FROM identity.person_keys WHERE tenant_id = ? AND key IS NOT NULL", left);
        runner.run("DELETE FROM identity.person_keys", left, "k1");
        runner.run("FROM identity.profiles WHERE tenant_id = ? AND user_id = ?", left, user);
        runner.run("FROM identity.consents", left, user);
    }

    /** Statements of services about one account: numbers of accounts and users are unique to it. */
    private static void others(int left, long user, StatementRunner runner) throws SQLException {
        runner.run("AND actor = 'user ' || ?::bigint", left, user);
        runner.run("AND actor = 'anonymous' AND subject = 'user '", left, user);
        runner.run("SELECT country, seen_at FROM identity.seen_places", left, user);
        runner.run("DELETE FROM identity.seen_places WHERE tenant_id = ? AND name = 'user '", left, user);
        runner.run("DELETE FROM identity.seen_places p WHERE p.tenant_id = ?", left, user);
        runner.run("FROM trading.instruments WHERE tenant = ? AND ?::bigint > 0", left, user);
        runner.run("SELECT count(*) || ' open orders'", left, 1_000 + user);
        runner.run("FROM wallet.assets WHERE tenant = ? AND ?::bigint > 0", left, user);
        runner.run("SELECT asset_id, balance, held FROM wallet.balances", left, 1_000 + user);
        runner.run("SELECT type, asset_id, units FROM custody.transactions", left, 1_000 + user);
        runner.run("' conversions under way'", left, 1_000 + user);
        runner.run("DELETE FROM custody.allowed_addresses WHERE tenant_id = ? AND account = ?", left, 1_000 + user);
        runner.run("DELETE FROM custody.allow_lists WHERE tenant_id = ? AND account = ?", left, 1_000 + user);
        runner.run("DELETE FROM identity.%s WHERE tenant_id = ? AND user_id = ?", left, user);
        runner.run("SET status = 'closed', email = 'erased-'", "nobody's", left, user);
        runner.run("FROM identity.users WHERE tenant_id = ? AND owner = ?", left, new UUID(0, 7));
        runner.run("AND email = ? FOR NO KEY UPDATE", left, "nobody@example.com");
        runner.run(
                "SET password_hash = ?, first_name = ?, last_name = ?, password_changed_at", "x", "x", "x", left, user);
        runner.run(
                "SET password_hash = ?, first_name = ?, last_name = ?, roles = ?",
                "x",
                "x",
                "x",
                new String[] {"viewer"},
                left,
                user);
    }

    private static void archives(Connection owner, int left, long user, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO identity.archives (tenant_id, id, user_id, asked_at, expires_at)
                SELECT tenant, ('00000000-0000-4000-8000-00000000000' || age)::uuid, %d, now(), now()
                FROM unnest(ARRAY[%d, %d]) tenant, generate_series(0, 1) age""".formatted(user, left, left - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.archive_parts (tenant_id, archive, number, bytes)
                SELECT tenant_id, id, 0, '\\x01' FROM identity.archives WHERE user_id = %d""".formatted(user));
        UUID id = UUID.fromString("00000000-0000-4000-8000-000000000000");
        Instant later = Instant.now().plusSeconds(60);
        runner.run("FROM identity.archives WHERE tenant_id = ? AND user_id = ? ORDER BY", left, user);
        runner.run("FROM identity.archives WHERE tenant_id = ? AND made_at IS NULL", left);
        runner.run("SELECT bytes FROM identity.archive_parts", left, id, 0);
        runner.run("UPDATE identity.archives", Timestamp.from(later), Timestamp.from(later), 7L, left, id);
        runner.run("DELETE FROM identity.archives WHERE tenant_id = ? AND user_id = ? AND id <> ?", left, user, id);
        runner.run("DELETE FROM identity.archives WHERE tenant_id = ? AND expires_at", left, Timestamp.from(later));
    }

    private static void choices(Connection owner, int left, long user, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO identity.muted_notifications (tenant_id, user_id, event, channel)
                SELECT tenant, %d, 'fill', 'page' FROM unnest(ARRAY[%d, %d]) tenant
                ON CONFLICT DO NOTHING""".formatted(user, left, left - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.email_changes (tenant_id, user_id, email, expires_at)
                SELECT tenant, %d, '\\x01', now() + INTERVAL '1 hour' FROM unnest(ARRAY[%d, %d]) tenant
                ON CONFLICT DO NOTHING""".formatted(user, left, left - 1));
        runner.run("SELECT event, channel FROM identity.muted_notifications", left, user);
        runner.run(
                "DELETE FROM identity.muted_notifications WHERE tenant_id = ? AND user_id = ? AND",
                left,
                user,
                "fill",
                "page");
        runner.run("SELECT email, asked_at, expires_at FROM identity.email_changes", left, user);
        runner.run("DELETE FROM identity.email_changes WHERE tenant_id = ? AND user_id = ?", left, user);
        IsolationExchange.execute(owner, "UPDATE identity.email_changes SET expires_at = now() - INTERVAL '1 hour'");
        runner.run("DELETE FROM identity.email_changes WHERE tenant_id = ? AND expires_at", left);
    }

    private static void erasures(Connection owner, int left, long user, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO identity.erasures (tenant_id, id, user_id, state, asked_at, due_at, changed_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, 777, %d, 'waiting', now(), now(), now() FROM unnest(ARRAY[%d, %d]) tenant""".formatted(user, left, left - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.erasures (tenant_id, id, user_id, state, asked_at, due_at, changed_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, 778, %d, 'removed', now(), now(), now() FROM unnest(ARRAY[%d, %d]) tenant""".formatted(user, left, left - 1));
        runner.run("FROM identity.erasures WHERE tenant_id = ? AND state = 'removed'", left);
        runner.run("SELECT user_id, max(due_at)", left, 0L, 10);
        for (String first : List.of("SELECT id, coalesce(account_number", "version, coalesce(account_number")) {
            runner.run(
                    first + ", 1000 + id), owner, account_bound FROM identity.users WHERE tenant_id = ? AND id = ANY",
                    left,
                    (Object) new String[] {Long.toString(user)});
        }
        runner.run("SELECT account, asset_id, balance FROM wallet.balances WHERE", left, new String[] {
            Long.toString(1_000 + user)
        });
        Timestamp later = Timestamp.from(Instant.now().plusSeconds(60));
        runner.run("FROM identity.erasures WHERE tenant_id = ? AND user_id = ?", left, user);
        runner.run("state IN ('waiting', 'closing') AND due_at", left, later);
        runner.run("UPDATE identity.erasures", "canceled", "", later, later, left, 777L, "waiting");
    }

    private static long user(Connection owner) throws SQLException {
        try (var statement = owner.createStatement();
                var row = statement.executeQuery("SELECT min(id) FROM identity.users")) {
            row.next();
            return row.getLong(1);
        }
    }
}
