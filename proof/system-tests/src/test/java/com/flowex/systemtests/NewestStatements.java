package com.flowex.systemtests;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** Statements about codes of payments, passkeys, uses of keys, notices to browsers, owners of addresses and price alerts. */
final class NewestStatements {

    private static final long NUMBER = 900_000;
    private static final long MARKET = 9_000_001;
    private static final byte[] HASH = {1, 2, 3};
    private static final String[] RECIPIENTS = {"somebody"};
    private static final String[] WALKED = {"walked"};

    private NewestStatements() {}

    /** Two tenants have rows under the same names and numbers, and the other one has more. */
    static void runAll(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        codes(owner, tenant, runner);
        passkeys(owner, tenant, runner);
        StaffLoginStatements.runAll(owner, tenant, runner);
        SmsStatements.runAll(owner, tenant, runner);
        recoveries(owner, tenant, runner);
        uses(owner, tenant, runner);
        notices(owner, tenant, runner);
        owners(owner, tenant, runner);
        alerts(owner, tenant, runner);
        trades(owner, tenant, runner);
        accounts(owner, tenant, runner);
    }

    /** Accounts of one number, each with an owner; they go again, since nothing of the log has them. */
    private static void accounts(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO accounts.accounts
                SELECT tenant, %d, gen_random_uuid(), 1, 1 FROM unnest(ARRAY[%d, %d]) tenant""".formatted(NUMBER, tenant, tenant - 1));
        runner.run("SELECT owner FROM accounts.accounts", tenant, NUMBER);
        IsolationExchange.execute(owner, "DELETE FROM accounts.accounts WHERE number = " + NUMBER);
    }

    /** A valid code of one user, and an expired one of another user. */
    private static void codes(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO identity.payment_codes (tenant_id, user_id, content_hash, code_hash, expires_at)
                SELECT tenant, of.id, '\\x010203', '\\x04', now() + of.lasts
                FROM unnest(ARRAY[%d, %d]) tenant, (
                    SELECT min(id), INTERVAL '1 day' FROM identity.users
                    UNION ALL SELECT max(id), INTERVAL '-1 day' FROM identity.users) of (id, lasts)
                ON CONFLICT (tenant_id, user_id) DO UPDATE SET content_hash = excluded.content_hash, tries = 0,
                    expires_at = excluded.expires_at""".formatted(tenant, tenant - 1));
        long user = user(owner, "min");
        runner.run("SELECT content_hash FROM identity.payment_codes", tenant, user);
        runner.run("UPDATE identity.payment_codes SET code_hash", HASH, 600, tenant, user, HASH);
        runner.run("UPDATE identity.payment_codes SET tries", tenant, user, HASH, 5);
        runner.run("DELETE FROM identity.payment_codes WHERE tenant_id = ? AND user_id = ?", tenant, user);
        runner.run("DELETE FROM identity.payment_codes WHERE tenant_id = ? AND expires_at < now()", tenant);
    }

    /** Passkeys and challenges of the same user, under the same ids and hashes; some challenges have expired. */
    private static void passkeys(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        UUID id = UUID.fromString("00000000-0000-4000-8000-000000000001");
        IsolationExchange.execute(owner, """
                INSERT INTO identity.passkeys (tenant_id, id, user_id, credential_id, public_key, relying_party, name,
                    sign_count, backup_eligible, backed_up)
                SELECT tenant, '%s', (SELECT min(id) FROM identity.users), decode(repeat('01', 16), 'hex'), '\\x01', 'w', 'w', 1,
                    true, true
                FROM unnest(ARRAY[%d, %d]) tenant""".formatted(id, tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.passkey_challenges
                    (tenant_id, challenge_hash, user_id, holder, purpose, subject, expires_at)
                SELECT tenant, decode(repeat(of.hash, 3), 'hex'), (SELECT min(id) FROM identity.users), of.holder, 'action', '\\x',
                    now() + of.lasts
                FROM unnest(ARRAY[%d, %d]) tenant, (VALUES ('01', 'a', INTERVAL '1 day'), ('02', 'a', INTERVAL '2 days'),
                    ('03', 'b', INTERVAL '1 day'), ('04', 'c', INTERVAL '-1 day'), ('05', 'd', INTERVAL '-1 day'))
                    of (hash, holder, lasts)""".formatted(tenant, tenant - 1));
        long user = user(owner, "min");
        byte[] credential = new byte[16];
        Arrays.fill(credential, (byte) 1);
        runner.run("FROM identity.passkeys WHERE tenant_id = ? AND credential_id = ?", tenant, credential);
        runner.run("FROM identity.passkeys WHERE tenant_id = ? AND user_id = ? ORDER BY", tenant, user);
        runner.run("UPDATE identity.passkeys SET name", "walked", tenant, user, id);
        runner.run("SELECT sign_count FROM identity.passkeys", tenant, id);
        runner.run("UPDATE identity.passkeys SET sign_count", 2L, false, tenant, id);
        runner.run("SELECT expires_at FROM identity.passkey_challenges", tenant, "a", 1);
        Timestamp soon = Timestamp.from(Instant.now().plus(Duration.ofHours(25)));
        runner.run(
                "DELETE FROM identity.passkey_challenges WHERE tenant_id = ? AND holder = ? AND expires_at <= ?",
                tenant,
                "a",
                soon);
        runner.run("AND coalesce(user_id, 0) = ? AND expires_at > now()", tenant, new byte[] {3, 3, 3}, "action", user);
        runner.run("DELETE FROM identity.passkey_challenges WHERE tenant_id = ? AND expires_at < now()", tenant);
        IsolationExchange.execute(
                owner, "UPDATE identity.passkey_challenges SET expires_at = now() - INTERVAL '1 day'");
        runner.run("DELETE FROM identity.passkey_challenges WHERE tenant_id = ? AND expires_at <= now()", tenant);
        runner.run("DELETE FROM identity.passkey_challenges WHERE tenant_id = ? AND user_id = ?", tenant, user);
        runner.run("DELETE FROM identity.passkeys WHERE tenant_id = ? AND user_id = ? AND id = ?", tenant, user, id);
        runner.run("DELETE FROM identity.passkeys WHERE tenant_id = ? AND user_id = ?", tenant, user);
    }

    /**
     * Recoveries under the same numbers: of the oldest user one that is open, with links, and one of long ago. Next steps
     * are far away, so that no worker takes them meanwhile.
     */
    private static void recoveries(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO identity.factor_recoveries (tenant_id, id, user_id, state, needs_approval, asked_by, host, confirm_hash,
                    cancel_hashes, asked_at, due_at, next_at, changed_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, %d + of.id, (SELECT min(id) FROM identity.users), of.state, false, 1, 'h', '\\x010203',
                    ARRAY['\\x010203'::bytea], now(), now() + INTERVAL '9 days', now() + INTERVAL '9 days', now() - of.age
                FROM unnest(ARRAY[%d, %d]) tenant,
                    (VALUES (0, 'waiting', INTERVAL '0'), (1, 'done', INTERVAL '500 days')) of (id, state, age)""".formatted(NUMBER, tenant, tenant - 1));
        long user = user(owner, "min");
        Timestamp late = Timestamp.from(Instant.now().plus(Duration.ofDays(20)));
        Timestamp early = Timestamp.from(Instant.now().minus(Duration.ofDays(1)));
        runner.run("FROM identity.factor_recoveries WHERE tenant_id = ? AND user_id = ? AND state IN", tenant, user);
        runner.run("FROM identity.factor_recoveries WHERE tenant_id = ? AND id = ?", tenant, NUMBER);
        runner.run("AND state IN ('asked', 'waiting') AND confirm_hash = ?", tenant, HASH);
        runner.run("AND ? = ANY (cancel_hashes)", tenant, HASH);
        runner.run("AND next_at <= ? ORDER BY next_at", tenant, late);
        runner.run("FROM identity.factor_recoveries WHERE tenant_id = ? AND id < ?", tenant, NUMBER + 9, null, null, 9);
        runner.run("SELECT asked_at FROM identity.factor_recoveries", tenant, user, early);
        runner.run(
                "SELECT 1 FROM identity.users WHERE tenant_id = ? AND id = ? AND password_changed_at",
                tenant,
                user,
                early);
        runner.run("UPDATE identity.factor_recoveries SET confirm_hash", HASH, tenant, NUMBER);
        runner.run("SET cancel_hashes = array_append", HASH, tenant, NUMBER);
        runner.run(
                "UPDATE identity.factor_recoveries SET state = ?",
                "waiting",
                true,
                1L,
                late,
                late,
                late,
                tenant,
                NUMBER,
                "waiting");
        runner.run("UPDATE identity.factor_recoveries SET state = 'canceled'", tenant, user);
        runner.run("DELETE FROM identity.factor_recoveries WHERE tenant_id = ? AND changed_at", tenant);
    }

    /** A key is one tenant's: each has one, of the same user. */
    private static void uses(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO identity.api_keys (id, tenant_id, user_id, label, permissions, kind, public_key, addresses)
                SELECT 'walked' || tenant, tenant, (SELECT min(id) FROM identity.users), 'w', '{read}', 'ed25519', 'k', '{}'
                FROM unnest(ARRAY[%d, %d]) tenant""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.api_key_uses (tenant_id, key_id, user_id, used_at, address)
                SELECT tenant_id, id, user_id, now() - INTERVAL '1 day', 'a' FROM identity.api_keys WHERE label = 'w'""");
        String[] keys = {"walked" + tenant, "walked" + (tenant - 1)};
        String now = Instant.now().toString();
        runner.run("INSERT INTO identity.api_key_uses", keys, new String[] {now, now}, new String[] {"b", "b"}, tenant);
        runner.run("FROM identity.api_key_uses WHERE tenant_id = ? AND user_id = ?", tenant, user(owner, "min"));
    }

    /** Notices of long ago; those that are due are the other one's alone, so that no worker takes them meanwhile. */
    private static void notices(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO identity.push_notices (tenant_id, id, user_id, event, due_at, made_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, (SELECT min(id) FROM identity.users), 'walked', now() + days * INTERVAL '1 day',
                    now() - INTERVAL '9 days'
                FROM (VALUES (%1$d, %3$d, 1), (%2$d, %3$d, 1), (%2$d, %3$d + 1, -1)) notices (tenant, id, days)""".formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.push_subscriptions (tenant_id, id, user_id, session_id, account_number, endpoint_hash, host,
                    target, agent, language, told)
                SELECT %d, gen_random_uuid(), max(id), gen_random_uuid(), 7, sha256('walked'), 'h', '\\x01026b3109', 'a', 'en', 5
                FROM identity.users""".formatted(tenant - 1));
        long user = user(owner, "max");
        runner.run("INSERT INTO identity.push_notices", tenant, user, "walked", tenant, user);
        runner.run("FROM identity.push_notices WHERE tenant_id = ? AND due_at <= now()", tenant, 10);
        runner.run("UPDATE identity.push_notices", RECIPIENTS, 60L, tenant, NUMBER);
        runner.run("DELETE FROM identity.push_notices WHERE tenant_id = ? AND id = ?", tenant, NUMBER);
        runner.run("DELETE FROM identity.push_notices WHERE tenant_id = ? AND made_at", tenant);
    }

    /** Both have an address and a transaction of the same account, under the same texts. */
    private static void owners(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        UUID id = UUID.fromString("00000000-0000-4000-8000-0000000000aa");
        IsolationExchange.execute(owner, """
                INSERT INTO custody.addresses (tenant_id, network, account, index, address)
                SELECT tenant, 'walked', %d, 0, 'walked' FROM unnest(ARRAY[%d, %d]) tenant""".formatted(NUMBER, tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO custody.transactions
                    (tenant_id, id, account, position, type, asset_id, units, status, network, address, chain_transaction)
                SELECT tenant, '%s', %d, 1, 'deposit', 1, 1, 'completed', 'walked', 'walked', 'walked'
                FROM unnest(ARRAY[%d, %d]) tenant""".formatted(id, NUMBER, tenant, tenant - 1));
        runner.run("FROM custody.addresses WHERE tenant_id = ? AND address = ANY (?)", tenant, WALKED, 10);
        runner.run("FROM custody.transactions WHERE tenant_id = ? AND address = ANY (?)", tenant, WALKED, 10);
        runner.run("FROM custody.transactions WHERE tenant_id = ? AND chain_transaction = ANY (?)", tenant, WALKED, 10);
        runner.run("FROM custody.transactions WHERE tenant_id = ? AND id = ? ORDER BY created_at", tenant, id, 10);
    }

    /** Each side has one alert that may fire and one that may be armed again; prices from 1 to 100 meet them all. */
    private static void alerts(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO risk.alerts (tenant_id, id, owner, reader, subject, asset, accounts, side, threshold, hysteresis,
                    cool_down, mail, enabled, armed, made_at, webhook, secret)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, %d + id, 1001, 1001, 'price', 'METX', '[]', side, 5, 0, 0, true, true, armed, now(),
                    'https://example.com/', '\\x01026b3109'
                FROM unnest(ARRAY[%d, %d]) tenant,
                    (VALUES (1, 'above', true), (2, 'below', true), (3, 'above', false), (4, 'below', false))
                        alerts (id, side, armed)""".formatted(NUMBER + 100, tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO risk.price_alert_positions
                SELECT tenant, %d, tenant FROM unnest(ARRAY[%d, %d]) tenant""".formatted(MARKET, tenant, tenant - 1));
        BigDecimal low = BigDecimal.ONE;
        BigDecimal high = BigDecimal.valueOf(100);
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofHours(1)));
        runner.run("SELECT true FROM risk.alerts", tenant);
        runner.run(
                "AND threshold - hysteresis >= ?",
                tenant,
                "METX",
                high,
                later,
                tenant,
                "METX",
                low,
                later,
                tenant,
                "METX",
                low,
                tenant,
                "METX",
                high,
                0L,
                100);
        runner.run("FROM risk.price_alert_positions WHERE tenant_id = ?", tenant);
    }

    /** As if two tenants had traded in one market, the other one last: in truth each market is one tenant's. */
    private static void trades(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO marketdata.trade
                    (tenant_id, instrument_id, trade_id, sequence, price, quantity, quote, taker_buys, time_nanos)
                VALUES (%1$d, %3$d, 1, 1, 1, 1, 1, true, 1), (%2$d, %3$d, 2, 2, 2, 2, 2, true, 2)""".formatted(tenant, tenant - 1, MARKET));
        long[] markets = {MARKET};
        runner.run("trade_id > n.seen AND tenant_id = ?", markets, new long[] {0}, tenant, 10);
        runner.run("SELECT n.instrument, t.trade_id FROM", markets, tenant);
    }

    /** @param which min or max */
    private static long user(Connection owner, String which) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + which + "(id) FROM identity.users")) {
            row.next();
            return row.getLong(1);
        }
    }
}
