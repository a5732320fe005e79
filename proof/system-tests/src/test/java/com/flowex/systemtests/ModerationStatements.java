package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Statements on withdrawn chargebacks, reconciliation, limits and translations, of two tenants with alike rows. */
final class ModerationStatements {

    private static final long NUMBER = 7_700_000;
    private static final long OWNER = 1_001;
    private static final long OTHER = 1_002;
    private static final String BEGIN = "2000-01-01";
    private static final String END = "2100-01-01";

    private ModerationStatements() {}

    /** The trades and chargebacks are those of {@link ChargebackStatements}. */
    static void prepare(Connection owner, int tenant) throws SQLException {
        String numbers = "FROM (VALUES (%1$d, %3$d), (%2$d, %3$d), (%2$d, %3$d + 1)) rows (tenant, id)";
        String trade = "('00000000-0000-0000-0077-' || lpad(to_hex(id), 12, '0'))::uuid";
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.chargeback_withdrawals (tenant_id, id, chargeback, trade, buyer, seller_user, reason,
                    reference, recorded_by, recorded_at, case_id, words, asked_by, asked_user, asked_at, decided_by,
                    decided_at, is_approved)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, 1, %s, 1002, 1, 'recalled', '\\x00', 7, now(), 1, '\\x00', 7, 7, now(), 8, now(), true
                """.formatted(trade) + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.chargeback_withdrawals (tenant_id, id, chargeback, trade, buyer, seller_user, reason,
                    reference, recorded_by, recorded_at, case_id, words, asked_by, asked_user, asked_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id + 10, 1, %s, 1002, 1, 'recalled', '\\x00', 7, now(), 1, '\\x00', 7, 7, now()
                """.formatted(trade) + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.bank_statements (tenant_id, id, account, format, entries, added, uploaded_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, 1001, 'csv', 1, 1, now() + make_interval(hours => (id - %3$d + %2$d - tenant)::int)
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(
                owner,
                ("""
                INSERT INTO p2p.bank_entries (tenant_id, account, key, statement, number, user_id, is_credit, amount,
                    currency, booked_on, words, trade, result, name_check)
                SELECT tenant, 1001, decode(lpad(to_hex(id), 8, '0') || lpad(to_hex(kind), 2, '0'), 'hex'), id, kind, 1,
                    true, 1, 'EUR', now()::date, '\\x00', CASE kind WHEN 1 THEN %s END,
                    CASE kind WHEN 1 THEN 'amount_differs' ELSE 'no_trade' END, 'none'
                """.formatted(trade) + numbers + ", generate_series(1, 2) kind")
                        .formatted(tenant, tenant - 1, NUMBER));
        moments(owner, tenant);
        // The other tenant alone has an entry that pays the trade.
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.bank_entries (tenant_id, account, key, statement, number, user_id, is_credit, amount,
                    currency, booked_on, words, trade, result, name_check)
                VALUES (%1$d, 1001, '\\x77', %2$d, 9, 1, true, 1, 'EUR', now()::date, '\\x00', '%3$s', 'by_amount',
                    'none')""".formatted(tenant - 1, NUMBER, trade()));
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.limits (tenant_id, version, payment_accounts, changed_at)
                VALUES (%1$d, 1, 5, now()), (%2$d, 2, 6, now())
                ON CONFLICT (tenant_id) DO UPDATE SET payment_accounts = excluded.payment_accounts""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.translation_use (tenant_id, account, day, requests, characters)
                SELECT tenant, account, day, 1, 10 + tenant FROM unnest(ARRAY[%1$d, %2$d]) tenant,
                    unnest(ARRAY[1001, 1002]) account, unnest(ARRAY['2026-01-01', '2026-01-02']::date[]) day
                ON CONFLICT DO NOTHING""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.findings (tenant_id, pattern, account, trade, found_at)
                SELECT tenant, 'p2p_chargebacks', 1002, '%3$s', now() FROM unnest(ARRAY[%1$d, %2$d]) tenant
                ON CONFLICT DO NOTHING""".formatted(tenant, tenant - 1, trade()));
    }

    /** Gives the other tenant older disputes and later ends, and this one a chargeback of another seller's trade. */
    private static void moments(Connection owner, int tenant) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.trade_events (tenant_id, trade, version, role, account, message, state, note, at)
                SELECT tenant_id, id, 900, 'buyer', 1002, 'dispute', 'disputed', 'of ' || tenant_id,
                    now() - CASE tenant_id WHEN %1$d THEN interval '60 days' ELSE interval '30 days' END
                FROM p2p.trades WHERE tenant_id IN (%1$d, %2$d) AND state = 'disputed'
                ON CONFLICT DO NOTHING""".formatted(tenant - 1, tenant));
        IsolationExchange.execute(
                owner,
                ("UPDATE p2p.trades SET changed_at = now() + interval '1 hour'"
                                + " WHERE tenant_id = %d AND buyer = 1002 AND seller = 1001 AND state = 'released'")
                        .formatted(tenant - 1));
        IsolationExchange.execute(
                owner,
                "UPDATE p2p.chargebacks SET recorded_at = now() + interval '1 hour' WHERE tenant_id = %d"
                        .formatted(tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.trades (tenant_id, id, offer, offer_version, taker, buyer, seller, asset, currency,
                    currency_places, units, fee, price, payment, method, window_minutes, details_user, state, version,
                    created_at, changed_at)
                SELECT tenant, '00000000-0000-0000-0078-000000000001', 1, 1, 1002, 1002,
                    CASE tenant WHEN %1$d THEN 1009 ELSE 1001 END, 1, 'EUR', 2, 100, 1, 7, 9, 'bank_transfer', 15, 1,
                    'released', 1, now(), now()
                FROM unnest(ARRAY[%1$d, %2$d]) tenant""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.chargebacks (tenant_id, trade, buyer, seller_user, reason, reference, recorded_by,
                    recorded_at, case_id)
                VALUES (%d, '00000000-0000-0000-0078-000000000001', 1002, 1, 'recalled', '\\x00', 7,
                    now() + interval '9 hours', 1)""".formatted(tenant));
    }

    private static UUID trade() {
        return UUID.fromString("00000000-0000-0000-0077-%012x".formatted(NUMBER));
    }

    static void runAll(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        prepare(owner, tenant);
        reconciliation(tenant, runner);
        withdrawals(tenant, runner);
        limits(tenant, runner);
    }

    private static void reconciliation(int tenant, StatementRunner runner) throws SQLException {
        Timestamp from = Timestamp.from(Instant.EPOCH);
        Timestamp until = Timestamp.from(Instant.now().plus(Duration.ofDays(1)));
        runner.run(
                "FROM p2p.trades t WHERE t.tenant_id = ? AND t.created_at >= ?",
                tenant,
                from,
                until,
                null,
                null,
                Long.MAX_VALUE,
                10);
        runner.run("SELECT account, max(uploaded_at) FROM p2p.bank_statements", tenant, new long[] {OWNER, OTHER});
        Date begin = Date.valueOf(BEGIN);
        Date end = Date.valueOf(END);
        runner.run("SELECT e.statement * 8192", tenant, begin, end, null, null, Long.MAX_VALUE, 10);
        runner.run("AND e.result = 'no_trade' LIMIT ?", tenant, begin, end, 10);
    }

    private static void withdrawals(int tenant, StatementRunner runner) throws SQLException {
        runner.run("is_approved FROM p2p.chargeback_withdrawals WHERE tenant_id = ? AND id = ?", tenant, NUMBER);
        runner.run("FROM p2p.chargeback_withdrawals WHERE tenant_id = ? AND id < ?", tenant, Long.MAX_VALUE, OWNER, 10);
        runner.run("decided_at AS withdrawn_at FROM p2p.chargeback_withdrawals", tenant, OTHER);
        for (long account : new long[] {OWNER, OTHER}) {
            runner.run("AS taken_back,", tenant, 0L, account, 10, tenant, 0L, account, 10, 10);
        }
        Timestamp now = Timestamp.from(Instant.now());
        runner.run("SELECT state = 'released', value_weight, changed_at", tenant, OTHER, OWNER, true, 10);
        runner.run("SELECT false, t.value_weight, c.recorded_at", tenant, OTHER, OWNER, 10);
        runner.run("SET completed = greatest(completed + ?, 0)", 1, true, 7, now, tenant, OWNER, OTHER);
        runner.run("case_id FROM p2p.chargebacks WHERE tenant_id = ? AND id = ?", tenant, NUMBER);
        runner.run("UPDATE p2p.chargeback_withdrawals SET decided_by = ?", 8L, now, true, tenant, NUMBER + 10);
        runner.run("INSERT INTO p2p.chargeback_withdrawals", new byte[1], 7L, 7L, now, tenant, NUMBER + 2);
        runner.run(
                "DELETE FROM p2p.findings WHERE tenant_id = ? AND pattern",
                tenant,
                "p2p_chargebacks",
                OTHER,
                trade().toString());
        runner.run("DELETE FROM p2p.chargebacks WHERE tenant_id = ? AND id", tenant, NUMBER);
    }

    private static void limits(int tenant, StatementRunner runner) throws SQLException {
        runner.run("SELECT asset, sum(units + fee)", tenant);
        runner.run("SELECT coalesce((SELECT min(e.at) FROM p2p.trade_events", tenant);
        runner.run("SELECT version, payment_accounts, fee_millionths", tenant);
        runner.run("SELECT encode(fingerprint, 'hex') FROM p2p.payment_accounts", tenant, OWNER, 10);
        runner.run("SELECT day, requests, characters FROM p2p.translation_use", tenant, OWNER);
        runner.run(
                "DELETE FROM p2p.translation_use WHERE tenant_id = ? AND (account, day)",
                tenant,
                tenant,
                Date.valueOf("2026-01-02"),
                10);
        runner.run("DELETE FROM p2p.translation_use WHERE tenant_id = ? AND account", tenant, OWNER);
        runner.run("SELECT account, other, sold > 0, bought > 0", tenant, new long[] {OWNER}, new long[] {OTHER});
    }
}
