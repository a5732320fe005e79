package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/**
 * The statements of processes about a tenant's tasks when they work on them: of one of each state, a schedule that is
 * due, and a day.
 */
final class TaskStatements {

    private static final String[] KINDS = {"walked"};

    private TaskStatements() {}

    static void runAll(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        long queued = task(owner, tenant, "queued");
        long running = task(owner, tenant, "running");
        long dead = task(owner, tenant, "dead");
        IsolationExchange.execute(owner, """
                INSERT INTO operations.schedules VALUES (%d, 'walked', '0 0 * * *', 'UTC', true, now(), 'a walk', now())""".formatted(tenant));
        IsolationExchange.execute(
                owner, "INSERT INTO operations.reports VALUES (%d, 1, now(), '[]')".formatted(tenant));
        Timestamp now = Timestamp.from(Instant.now().plus(Duration.ofHours(1)));
        repeat(tenant, queued, runner);
        taken(tenant, queued, runner, now);
        held(tenant, running, runner, now);
        runner.run("SET state = 'canceled', cancel_asked", "", now, now, tenant, queued);
        runner.run("UPDATE operations.tasks SET cancel_asked = true", "", now, tenant, running);
        runner.run("SET state = 'queued', cancel_asked", "[]", "", now, now, tenant, dead);
        runner.run("SELECT id FROM operations.tasks WHERE tenant_id = ? AND ended_at < ?", tenant, now, 10);
        runner.run("DELETE FROM operations.tasks", tenant, new long[] {dead});
        runner.run("FROM operations.schedules WHERE tenant_id = ? ORDER BY kind", tenant);
        runner.run("enabled AND next_at <= ?", tenant, now, KINDS);
        runner.run("UPDATE operations.schedules", now, true, tenant, "walked");
        runner.run("SELECT min(next_at)", tenant, KINDS);
        runner.run("FROM operations.reports", tenant, 1_000_000L, 10);
    }

    private static void repeat(int tenant, long queued, StatementRunner runner) throws SQLException {
        runner.run("FROM operations.tasks WHERE tenant_id = ? AND kind = ? AND key = ?", tenant, "walked", "queued");
        runner.run("FROM operations.tasks WHERE tenant_id = ? AND id = ?", tenant, queued);
        runner.run(
                "FROM operations.tasks WHERE tenant_id = ? AND id < ?",
                tenant,
                Long.MAX_VALUE,
                "queued",
                "queued",
                "walked",
                "walked",
                10);
        runner.run("state = 'queued' LIMIT ?", tenant, 100);
        runner.run("AND state IN ('queued', 'running'))", tenant, "walked");
        runner.run("SELECT kind, state, count(*), min(due_at)", tenant);
        runner.run("SELECT min(due_at)", tenant, KINDS);
    }

    private static void taken(int tenant, long queued, StatementRunner runner, Timestamp now) throws SQLException {
        runner.run("due_at <= ? AND kind = ANY (?) ORDER BY priority", tenant, now, KINDS, 50);
        runner.run("SET state = 'running', lane", 1, "", now, now, tenant, new long[] {queued});
        runner.run("SET worker = ?, claim", "", now, tenant, 7, KINDS);
        runner.run("AND lane = ? AND kind = ANY (?))", tenant, 7, KINDS);
    }

    private static void held(int tenant, long running, StatementRunner runner, Timestamp now) throws SQLException {
        runner.run("SET steps = ?::jsonb, yielded", "[]", false, 5, 1, "", now, tenant, running, 0L);
        runner.run("SET progress = ?, note = ?, updated_at", 5, "", now, tenant, running, 0L);
        runner.run("SET state = ?, steps", "done", "[]", "", 100, 0, "", now, now, tenant, running, 0L);
        runner.run(
                "SET state = 'queued', steps = ?::jsonb, note = ?, attempts = ?, why",
                "[]",
                "",
                1,
                "",
                now,
                now,
                tenant,
                running,
                0L);
    }

    private static long task(Connection owner, int tenant, String state) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        INSERT INTO operations.tasks (tenant_id, kind, state, priority, key, due_at, lane, requested_by, created_at,
                            ended_at, updated_at)
                        VALUES (%1$d, 'walked', '%2$s', 5, '%2$s', now(), 7, 'a walk', now(),
                            CASE WHEN '%2$s' = 'dead' THEN now() END, now())
                        RETURNING id""".formatted(tenant, state))) {
            row.next();
            return row.getLong(1);
        }
    }
}
