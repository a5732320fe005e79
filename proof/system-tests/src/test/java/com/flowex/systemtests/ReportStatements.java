package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** Statements about reports of people, and about cases without a market that follow from them. */
final class ReportStatements {

    private static final long NUMBER = 900_000;
    private static final long OWNER = 1_001;
    private static final long OTHER = 1_002;

    private ReportStatements() {}

    /** Both tenants have a report and a restriction of the same numbers, and the other one has more of each. */
    static void runAll(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        String numbers =
                "FROM (VALUES (%1$d, %3$d), (%2$d, %3$d), (%2$d, %3$d + 1), (%2$d, %3$d + 2)) rows (tenant, id)";
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.reports (tenant_id, id, reporter, reporter_user, reporter_role, reported, trade, offer, reason,
                    text, case_id, state, created_at, closed_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, 1001, 1, 'buyer', 1002 + id - %3$d, NULL, id, 'fraud', '\\x00', id, 'open', now(), NULL
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, """
                INSERT INTO p2p.reports (tenant_id, id, reporter, reporter_user, reporter_role, reported, trade, offer, reason,
                    text, case_id, state, created_at, closed_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, %d, 1001, 1, 'buyer', 1009, NULL, 1, 'fraud', '\\x00', 1, 'warned', now(), now()
                FROM unnest(ARRAY[%d, %d]) tenant""".formatted(NUMBER + 9, tenant, tenant - 1));
        IsolationExchange.execute(
                owner,
                "UPDATE p2p.trades SET payer_check = 'differs' WHERE tenant_id IN (%d, %d)"
                        .formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.restrictions (tenant_id, id, account, reason, set_by, set_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, 1002, 'of ' || tenant, 1, now()
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.bank_statements (tenant_id, id, account, format, entries, added, uploaded_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, 1001, 'csv', 1, 1, now()
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.bank_entries (tenant_id, account, key, statement, number, user_id, is_credit, amount, currency,
                    booked_on, words, trade, result, name_check)
                SELECT tenant, 1001, decode(lpad(to_hex(id), 8, '0'), 'hex'), id, 1, 1, true, 5, 'EUR', now(), '\\x00',
                    ('00000000-0000-0000-0000-' || lpad(to_hex(id), 12, '0'))::uuid, 'by_amount', 'none'
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationExchange.execute(owner, ("""
                INSERT INTO p2p.findings (tenant_id, pattern, account, trade, found_at)
                SELECT tenant, 'p2p_false_proof', id, gen_random_uuid(), now()
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        findings(tenant, runner);
        statements(tenant, runner);
        reports(tenant, runner);
        restrictions(tenant, runner);
        ChargebackStatements.runAll(owner, tenant, runner);
        ModerationStatements.runAll(owner, tenant, runner);
    }

    private static void findings(int tenant, StatementRunner runner) throws SQLException {
        Timestamp begin = Timestamp.from(Instant.EPOCH);
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofDays(1)));
        runner.run("SELECT buyer::text, buyer", tenant, begin, "other_payer", 10);
        runner.run("SELECT encode(f.hash, 'hex')", tenant, begin, tenant, begin, 10);
        runner.run("DELETE FROM p2p.findings WHERE tenant_id = ? AND (pattern", tenant, tenant, later, 10);
    }

    private static void statements(int tenant, StatementRunner runner) throws SQLException {
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofDays(1)));
        String from = "uploaded_at FROM p2p.bank_statements WHERE tenant_id = ? AND account = ? AND id ";
        runner.run("SELECT count(*) FROM (SELECT uploaded_at", tenant, OWNER, 10, Timestamp.from(Instant.EPOCH));
        runner.run("SELECT encode(key, 'hex') FROM p2p.bank_entries", tenant, OWNER, (Object)
                new String[] {HexFormat.of().toHexDigits((int) NUMBER)});
        runner.run("SELECT trade FROM p2p.bank_entries", tenant, OWNER, (Object)
                new String[] {new UUID(0, NUMBER).toString()});
        runner.run(from + "< ?", tenant, OWNER, Long.MAX_VALUE, 10);
        runner.run(from + "= ?", tenant, OWNER, NUMBER);
        runner.run("SELECT key, number, user_id", tenant, NUMBER, OWNER, 10);
        runner.run(
                "added, uploaded_at FROM p2p.bank_statements WHERE tenant_id = ? AND account = ? ORDER", tenant, OWNER);
        runner.run("AS sealed_words_place", tenant, OWNER);
        runner.run("UPDATE p2p.bank_statements SET added", 1, tenant, NUMBER);
        runner.run("DELETE FROM p2p.bank_statements WHERE tenant_id = ? AND account", tenant, OWNER);
        runner.run("DELETE FROM p2p.bank_statements WHERE tenant_id = ? AND id IN", tenant, tenant, later, 10);
    }

    private static void reports(int tenant, StatementRunner runner) throws SQLException {
        Timestamp begin = Timestamp.from(Instant.EPOCH);
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofDays(1)));
        String from = "closed_at FROM p2p.reports WHERE tenant_id = ? AND ";
        runner.run("SELECT count(*) FROM (SELECT created_at FROM p2p.reports", tenant, OWNER, 10, begin);
        runner.run("SELECT 1 FROM p2p.reports", tenant, OWNER, OTHER);
        runner.run("SELECT count(DISTINCT reporter)", tenant, OTHER, 10, begin);
        runner.run(from + "reporter = ? AND id < ?", tenant, OWNER, Long.MAX_VALUE, 10);
        runner.run(from + "id < ? AND ? NOT IN (reporter, reported)", tenant, Long.MAX_VALUE, 7L, true, 10);
        runner.run(from + "id = ?", tenant, NUMBER);
        runner.run("SELECT text FROM p2p.reports", tenant, NUMBER);
        runner.run("SELECT DISTINCT case_id FROM p2p.reports", tenant, 0L, 10);
        runner.run("AS sealed_text_place, created_at, closed_at FROM p2p.reports", tenant, OWNER);
        runner.run("UPDATE p2p.reports SET case_id", NUMBER, tenant, NUMBER);
        runner.run("UPDATE p2p.reports SET state", "warned", later, tenant, NUMBER);
        runner.run("count(*) FILTER (WHERE state = 'warned')", tenant, begin);
        runner.run("FROM p2p.trade_events e JOIN p2p.trades t", tenant, begin, 10);
        runner.run("DELETE FROM p2p.reports", tenant, tenant, later, 10);
    }

    private static void restrictions(int tenant, StatementRunner runner) throws SQLException {
        Timestamp now = Timestamp.from(Instant.now());
        String from = "ends_at FROM p2p.restrictions WHERE tenant_id = ? AND ";
        runner.run(from + "account = ?", tenant, OTHER, now);
        runner.run(from + "id < ?", tenant, Long.MAX_VALUE, now, 10);
        runner.run("SELECT id, set_at, ends_at, lifted_at", tenant, OTHER);
        runner.run("UPDATE p2p.offers SET state = 'paused', version = version + 1, changed_at", now, tenant, OWNER);
        runner.run("UPDATE p2p.restrictions SET lifted_by", 1L, now, tenant, NUMBER, now);
    }
}
