package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Statements about reports of people, and about cases without a market that follow from them. */
final class ReportStatements {

    private static final long NUMBER = 900_000;
    private static final long OWNER = 1_001;
    private static final long OTHER = 1_002;

    private ReportStatements() {}

    /** Both tenants have a report and a restriction of the same numbers, and the other one has more of each. */
    static void sayAll(Connection owner, int tenant, TaskStatements.Saying saying) throws SQLException {
        String numbers =
                "FROM (VALUES (%1$d, %3$d), (%2$d, %3$d), (%2$d, %3$d + 1), (%2$d, %3$d + 2)) rows (tenant, id)";
        IsolationGround.execute(owner, ("""
                INSERT INTO p2p.reports (tenant_id, id, reporter, reporter_user, reporter_role, reported, trade, offer, reason,
                    text, case_id, state, created_at, closed_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, 1001, 1, 'buyer', 1002 + id - %3$d, NULL, id, 'fraud', '\\x00', id, 'open', now(), NULL
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        IsolationGround.execute(owner, ("""
                INSERT INTO p2p.restrictions (tenant_id, id, account, reason, set_by, set_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, 1002, 'of ' || tenant, 1, now()
                """ + numbers).formatted(tenant, tenant - 1, NUMBER));
        reports(tenant, saying);
        restrictions(tenant, saying);
    }

    private static void reports(int tenant, TaskStatements.Saying saying) throws SQLException {
        Timestamp begin = Timestamp.from(Instant.EPOCH);
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofDays(1)));
        String from = "closed_at FROM p2p.reports WHERE tenant_id = ? AND ";
        saying.say("SELECT count(*) FROM (SELECT created_at FROM p2p.reports", tenant, OWNER, 10, begin);
        saying.say("SELECT 1 FROM p2p.reports", tenant, OWNER, OTHER);
        saying.say("SELECT count(DISTINCT reporter)", tenant, OTHER, 10, begin);
        saying.say(from + "reporter = ? AND id < ?", tenant, OWNER, Long.MAX_VALUE, 10);
        saying.say(from + "id < ? AND reported <> ?", tenant, Long.MAX_VALUE, 7L, true, 10);
        saying.say(from + "id = ?", tenant, NUMBER);
        saying.say("SELECT text FROM p2p.reports", tenant, NUMBER);
        saying.say("SELECT DISTINCT case_id FROM p2p.reports", tenant, 0L, 10);
        saying.say("AS sealed_text_place, created_at, closed_at FROM p2p.reports", tenant, OWNER);
        saying.say("UPDATE p2p.reports SET case_id", NUMBER, tenant, NUMBER);
        saying.say("UPDATE p2p.reports SET state", "warned", later, tenant, NUMBER);
        saying.say("count(*) FILTER (WHERE state = 'warned')", tenant, begin);
        saying.say("FROM p2p.trade_events e JOIN p2p.trades t", tenant, begin, 10);
        saying.say("DELETE FROM p2p.reports", tenant, tenant, later, 10);
    }

    private static void restrictions(int tenant, TaskStatements.Saying saying) throws SQLException {
        Timestamp now = Timestamp.from(Instant.now());
        String from = "ends_at FROM p2p.restrictions WHERE tenant_id = ? AND ";
        saying.say(from + "account = ?", tenant, OTHER, now);
        saying.say(from + "id < ?", tenant, Long.MAX_VALUE, now, 10);
        saying.say("SELECT id, set_at, ends_at, lifted_at", tenant, OTHER);
        saying.say("UPDATE p2p.offers SET state = 'paused', version = version + 1, changed_at", now, tenant, OWNER);
        saying.say("UPDATE p2p.restrictions SET lifted_by", 1L, now, tenant, NUMBER, now);
    }
}
