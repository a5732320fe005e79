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

    /** Has a statement of the code said. */
    interface Saying {
        /** @param words that one statement has */
        void say(String words, Object... parameters) throws SQLException;
    }

    static void sayAll(Connection owner, int tenant, Saying saying) throws SQLException {
        long queued = task(owner, tenant, "queued");
        long running = task(owner, tenant, "running");
        long dead = task(owner, tenant, "dead");
        IsolationGround.execute(owner, """
                INSERT INTO operations.schedules VALUES (%d, 'walked', '0 0 * * *', 'UTC', true, now(), 'a walk', now())""".formatted(tenant));
        IsolationGround.execute(owner, "INSERT INTO operations.reports VALUES (%d, 1, now(), '[]')".formatted(tenant));
        Timestamp now = Timestamp.from(Instant.now().plus(Duration.ofHours(1)));
        repeat(tenant, queued, saying);
        taken(tenant, queued, saying, now);
        held(tenant, running, saying, now);
        saying.say("SET state = 'canceled', cancel_asked", "", now, now, tenant, queued);
        saying.say("UPDATE operations.tasks SET cancel_asked = true", "", now, tenant, running);
        saying.say("SET state = 'queued', cancel_asked", "[]", "", now, now, tenant, dead);
        saying.say("SELECT id FROM operations.tasks WHERE tenant_id = ? AND ended_at < ?", tenant, now, 10);
        saying.say("DELETE FROM operations.tasks", tenant, new long[] {dead});
        saying.say("FROM operations.schedules WHERE tenant_id = ? ORDER BY kind", tenant);
        saying.say("enabled AND next_at <= ?", tenant, now, KINDS);
        saying.say("UPDATE operations.schedules", now, true, tenant, "walked");
        saying.say("SELECT min(next_at)", tenant, KINDS);
        saying.say("FROM operations.reports", tenant, 1_000_000L, 10);
    }

    private static void repeat(int tenant, long queued, Saying saying) throws SQLException {
        saying.say("FROM operations.tasks WHERE tenant_id = ? AND kind = ? AND key = ?", tenant, "walked", "queued");
        saying.say("FROM operations.tasks WHERE tenant_id = ? AND id = ?", tenant, queued);
        saying.say(
                "FROM operations.tasks WHERE tenant_id = ? AND id < ?",
                tenant,
                Long.MAX_VALUE,
                "queued",
                "queued",
                "walked",
                "walked",
                10);
        saying.say("state = 'queued' LIMIT ?", tenant, 100);
        saying.say("AND state IN ('queued', 'running'))", tenant, "walked");
        saying.say("SELECT kind, state, count(*), min(due_at)", tenant);
        saying.say("SELECT min(due_at)", tenant, KINDS);
    }

    private static void taken(int tenant, long queued, Saying saying, Timestamp now) throws SQLException {
        saying.say("due_at <= ? AND kind = ANY (?) ORDER BY priority", tenant, now, KINDS, 50);
        saying.say("SET state = 'running', lane", 1, "", now, now, tenant, new long[] {queued});
        saying.say("SET worker = ?, claim", "", now, tenant, 7, KINDS);
        saying.say("AND lane = ? AND kind = ANY (?))", tenant, 7, KINDS);
    }

    private static void held(int tenant, long running, Saying saying, Timestamp now) throws SQLException {
        saying.say("SET steps = ?::jsonb, yielded", "[]", false, 5, 1, "", now, tenant, running, 0L);
        saying.say("SET progress = ?, note = ?, updated_at", 5, "", now, tenant, running, 0L);
        saying.say("SET state = ?, steps", "done", "[]", "", 100, 0, "", now, now, tenant, running, 0L);
        saying.say(
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
