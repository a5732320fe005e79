package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/**
 * The statements about a tenant's cases of surveillance, by the judge of the log and by deciders, for {@link
 * StatementWalk}.
 */
final class CaseStatements {

    private static final long CASE = 900_000;

    private CaseStatements() {}

    /** Two tenants have cases of the same numbers, and the other one has an earlier and a later one besides. */
    static void runAll(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        String numbers =
                "FROM (VALUES (%1$d, %3$d), (%1$d, %3$d + 1), (%2$d, %3$d - 1), (%2$d, %3$d), (%2$d, %3$d + 1),"
                        + " (%2$d, %3$d + 2)) cases (tenant, id)";
        IsolationExchange.execute(owner, ("""
                INSERT INTO risk.surveillance_cases (tenant_id, id, pattern, market, accounts, score, reasons, evidence, events,
                    first_event, last_event, replay_from, replay_to, began_at, ended_at, opened_at, state, assignee, proposed,
                    proposed_by, proposed_at, proposal_reason, closed_at, restraint, restraint_due)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, id, 'layering', 1, ARRAY[1001::bigint], 90, '[]', '[]', 1, 10, 20, 1, 30, now(), now(), now(),
                    'open', 7, 'dismissed', 7, now(), 'x', CASE WHEN id %% 2 = 1 THEN now() END,
                    CASE WHEN id %% 2 = 1 THEN 'none' ELSE 'pending' END, now()
                """ + numbers).formatted(tenant, tenant - 1, CASE));
        IsolationExchange.execute(owner, ("""
                INSERT INTO risk.surveillance_notes (tenant_id, id, case_id, author, at, deed, text) OVERRIDING SYSTEM VALUE
                SELECT tenant, id, %3$d, 7, now(), 'note', 'x'
                """ + numbers).formatted(tenant, tenant - 1, CASE));
        IsolationExchange.execute(owner, """
                INSERT INTO risk.surveillance_progress (tenant_id, judged, told, telling, told_user)
                SELECT tenant, tenant, 1, 2, 3 FROM unnest(ARRAY[%d, %d]) tenant
                ON CONFLICT (tenant_id) DO UPDATE SET judged = excluded.judged, told = 1, telling = 2, told_user = 3""".formatted(tenant, tenant - 1));
        progress(tenant, runner);
        cases(tenant, runner);
        ReportStatements.runAll(owner, tenant, runner);
    }

    private static void progress(int tenant, StatementRunner runner) throws SQLException {
        Timestamp now = Timestamp.from(Instant.now());
        runner.run(
                "SELECT judged, judged_time, start_sequence, start_position, settled, looked_at, trouble, left_out"
                        + " FROM risk.surveillance_progress WHERE tenant_id = ?",
                tenant);
        runner.run("FROM risk.surveillance_progress WHERE tenant_id = ? FOR UPDATE", tenant);
        runner.run("SELECT told, telling, told_user FROM risk.surveillance_progress", tenant);
        runner.run("SET telling = ?, told_user = 0", 9L, tenant, 1L, 2L);
        runner.run("SET told_user = ? WHERE", 9L, tenant, 2L, 3L);
        runner.run("SET told = telling", tenant, 2L);
        runner.run("UPDATE risk.surveillance_progress SET judged = ?", 1L, now, 0L, 0L, true, now, "", 0L, tenant);
    }

    private static void cases(int tenant, StatementRunner runner) throws SQLException {
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofHours(1)));
        long[] accounts = {1_001};
        runner.run("SELECT 1 FROM risk.surveillance_cases", tenant, "layering", 1, accounts, 15L, 15L);
        runner.run("SELECT coalesce(max(id), 0) FROM risk.surveillance_cases", tenant, 0L);
        runner.run("SELECT pattern, count(*), max(score)", tenant, 0L, Long.MAX_VALUE, 7L);
        runner.run("SELECT count(*) FROM ( SELECT id FROM risk.surveillance_cases", tenant, 100);
        runner.run("SELECT id, events FROM risk.surveillance_cases", tenant, "layering", 1, accounts);
        runner.run("AND closed_at IS NULL AND market = 0 LIMIT ?", tenant, 100);
        runner.run("SELECT id, state, restriction ->> 'kind'", tenant, new long[] {CASE + 1});
        runner.run("events = events + 1, ended_at", "[]", later, tenant, CASE);
        runner.run(
                "SET evidence = evidence || ?::jsonb, events = events + ?,",
                "[]",
                1,
                30L,
                later,
                95,
                "[]",
                95,
                tenant,
                CASE);
        runner.run(
                "AND NOT accounts @> ARRAY[?::bigint]",
                tenant,
                Long.MAX_VALUE,
                5L,
                "open",
                "open",
                "layering",
                "layering",
                7L,
                7L,
                1_001L,
                1_001L,
                10);
        runner.run("FROM risk.surveillance_cases WHERE tenant_id = ? AND id = ? FOR UPDATE", tenant, CASE);
        runner.run("FROM risk.surveillance_cases WHERE tenant_id = ? AND id = ? LIMIT 1", tenant, CASE);
        runner.run("AND restraint = 'pending' AND restraint_due <= ? ORDER BY id LIMIT ?", tenant, later, 10);
        runner.run("SELECT count(*) FROM risk.surveillance_notes", tenant, CASE);
        runner.run("FROM risk.surveillance_notes WHERE tenant_id = ? AND case_id = ? ORDER BY id", tenant, CASE);
        runner.run("SET restraint_tries = restraint_tries + 1", later, "x", tenant, CASE);
        runner.run("SET restraint = ?, restraint_note = ?", "done", "x", tenant, CASE);
        runner.run(
                "UPDATE risk.surveillance_cases SET state = ?, assignee = ?",
                "under_review",
                7L,
                "dismissed",
                7L,
                later,
                "x",
                1,
                "{}",
                7L,
                later,
                "pending",
                later,
                tenant,
                CASE);
        runner.run("DELETE FROM risk.surveillance_cases WHERE tenant_id = ? AND closed_at < ?", tenant, later);
    }
}
