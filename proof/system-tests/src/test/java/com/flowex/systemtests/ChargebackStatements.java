package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Statements on chargebacks, payment accounts, circles and parts of bank statements, of two tenants with alike rows. */
final class ChargebackStatements {

    private static final long NUMBER = 7_700_000;
    /** Payment method of a walk before. */
    private static final long METHOD = 900_000;

    private static final long OWNER = 1_001;
    private static final long OTHER = 1_002;

    private ChargebackStatements() {}

    /** Both tenants have rows of the same keys, and the other one has more of each. The trades are those of a walk before. */
    static void runAll(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        String numbers =
                "FROM (VALUES (%1$d, %3$d), (%2$d, %3$d), (%2$d, %3$d + 1), (%2$d, %3$d + 2)) rows (tenant, id)";
        String trade = "('00000000-0000-0000-0077-' || lpad(to_hex(id), 12, '0'))::uuid";
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.trades (tenant_id, id, offer, offer_version, taker, buyer, seller, asset, currency,
                    currency_places, units, fee, price, payment, method, window_minutes, details_user, state, version,
                    created_at, changed_at)
                SELECT tenant, %s, 1, 1, 1002, 1002, 1001, 1, 'EUR', 2, 100, 1, 7, 9, 'bank_transfer', 15,
                    1, 'released', 1, now(), now()
                """.formatted(trade) + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.chargebacks (tenant_id, id, trade, buyer, seller_user, reason, reference, recorded_by,
                    recorded_at, case_id)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, %s, 1002, 1, 'recalled', '\\x00', 7, now(), 1
                """.formatted(trade) + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.payment_accounts (tenant_id, id, fingerprint, account, named_at, is_shared)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, decode(lpad(to_hex(id), 64, '0'), 'hex'), 1001, now(), true
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.payment_accounts (tenant_id, fingerprint, account, named_at, is_shared)
                SELECT tenant, '\\x07', account, now(), false
                FROM unnest(ARRAY[%d, %d]) tenant, unnest(ARRAY[1001, 1002]) account""").formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.payment_accounts (tenant_id, fingerprint, account, named_at, is_shared)
                VALUES (%1$d, '\\x08', 1001, now(), false), (%2$d, '\\x08', 1001, now(), false),
                    (%2$d, '\\x08', 1002, now(), false)""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.statement_parts (tenant_id, account, number, upload, user_id, content, at)
                SELECT tenant, 1001, id - %3$d + 1, 'u', 1, '\\x00', now()
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.own_methods (tenant_id, id, owner, owner_user, method, content, name_check, usable_at,
                    created_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, %d + 2, 1003, 1, 'cash_deposit', '\\x00', 'none', now(), now()
                FROM unnest(ARRAY[%d, %d]) tenant ON CONFLICT DO NOTHING""".formatted(METHOD, tenant, tenant - 1));
        IsolationExchange.execute(
                owner,
                "UPDATE p2p.own_methods SET is_hashed = false WHERE tenant_id IN (%d, %d)"
                        .formatted(tenant, tenant - 1));
        chargebacks(tenant, runner);
        accounts(tenant, runner);
        circles(tenant, runner);
        parts(tenant, runner);
    }

    private static UUID trade() {
        return UUID.fromString("00000000-0000-0000-0077-%012x".formatted(NUMBER));
    }

    private static void chargebacks(int tenant, StatementRunner runner) throws SQLException {
        String from = "case_id FROM p2p.chargebacks WHERE tenant_id = ? AND ";
        runner.run(from + "trade = ?", tenant, trade());
        runner.run(from + "id < ? AND buyer <> ?", tenant, Long.MAX_VALUE, OWNER, 10);
        runner.run("SELECT reason, recorded_at FROM p2p.chargebacks", tenant, trade());
        runner.run("SELECT t.buyer::text, t.buyer, t.id::text", tenant, Timestamp.from(Instant.EPOCH), 10);
        runner.run("SELECT id, trade, reason, recorded_at FROM p2p.chargebacks", tenant, OTHER);
    }

    private static void accounts(int tenant, StatementRunner runner) throws SQLException {
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofDays(1)));
        byte[] shared = {7};
        runner.run("SELECT encode(fingerprint, 'hex'), account", tenant, Timestamp.from(Instant.EPOCH), 10);
        runner.run("UPDATE p2p.payment_accounts SET is_shared", tenant, shared, tenant, shared);
        byte[] alone = {8};
        runner.run("UPDATE p2p.payment_accounts SET is_shared", tenant, alone, tenant, alone);
        runner.run("AS keyed_hash, named_at FROM p2p.payment_accounts", tenant, OWNER);
        runner.run("created_at, owner FROM p2p.own_methods", tenant, 10);
        runner.run("UPDATE p2p.own_methods SET is_hashed", tenant, new long[] {METHOD, METHOD + 1, METHOD + 2});
        runner.run("DELETE FROM p2p.payment_accounts WHERE tenant_id = ? AND account", tenant, OTHER);
        runner.run("DELETE FROM p2p.payment_accounts WHERE tenant_id = ? AND id IN", tenant, tenant, later, 10);
    }

    private static void circles(int tenant, StatementRunner runner) throws SQLException {
        long[] one = {OWNER};
        long[] other = {OTHER};
        runner.run("SELECT account, other, ended FROM p2p.counterparties", tenant, 10);
        runner.run("CROSS JOIN LATERAL (SELECT other, sold, bought", one, tenant, 10);
        runner.run("UPDATE p2p.counterparties SET is_circular", tenant, one, other);
        runner.run("UPDATE p2p.counterparties c SET is_searched", one, other, new long[] {0}, tenant);
    }

    private static void parts(int tenant, StatementRunner runner) throws SQLException {
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofDays(1)));
        runner.run("SELECT number, user_id, content FROM p2p.statement_parts", tenant, OWNER, "u", 10);
        runner.run("FROM p2p.statement_parts WHERE tenant_id = ? AND at < ?", tenant, tenant, later, 10);
        runner.run("AND account = ? AND upload <> ?", tenant, OWNER, "v");
        runner.run("DELETE FROM p2p.statement_parts WHERE tenant_id = ? AND account = ?::bigint", tenant, OWNER);
    }
}
