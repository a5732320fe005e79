package com.flowex.operations.store;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SQL statements of tasks. Every connection is of a transaction that sees one tenant. */
public final class TasksTable {

    private static final String COLUMNS =
            "tenant_id, id, kind, state, priority, key, attempts, due_at, claim, worker, yielded, cancel_asked, progress,"
                    + " note, why, steps::text AS steps, requested_by, created_at, started_at, ended_at";

    private static final String INSERT = """
            INSERT INTO operations.tasks (tenant_id, kind, state, priority, key, due_at, requested_by, created_at, updated_at)
            VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, kind, key) WHERE key IS NOT NULL DO NOTHING
            RETURNING\s""" + COLUMNS;
    private static final String BY_KEY =
            "SELECT " + COLUMNS + " FROM operations.tasks WHERE tenant_id = ? AND kind = ? AND key = ?";
    private static final String BY_ID = "SELECT " + COLUMNS + " FROM operations.tasks WHERE tenant_id = ? AND id = ?";
    private static final String PAGE = "SELECT " + COLUMNS + "\n" + """
             FROM operations.tasks WHERE tenant_id = ? AND id < ? AND (?::text IS NULL OR state = ?)
                AND (?::text IS NULL OR kind = ?)
            ORDER BY id DESC LIMIT ?""";
    private static final String WAITING =
            "SELECT count(*) FROM (SELECT FROM operations.tasks WHERE tenant_id = ? AND state = 'queued' LIMIT ?) AS these";
    private static final String IS_UNDER_WAY = """
            SELECT EXISTS (
                SELECT FROM operations.tasks WHERE tenant_id = ? AND kind = ? AND state IN ('queued', 'running'))""";

    private static final String READY = "SELECT " + COLUMNS + "\n" + """
             FROM operations.tasks WHERE tenant_id = ? AND state = 'queued' AND due_at <= ? AND kind = ANY (?)
            ORDER BY priority DESC, due_at, id LIMIT ? FOR UPDATE SKIP LOCKED""";
    private static final String TAKE = """
            UPDATE operations.tasks SET state = 'running', lane = ?, worker = ?, claim = claim + 1, yielded = false,
                started_at = coalesce(started_at, ?), updated_at = ?
            WHERE tenant_id = ? AND id = ANY (?)""";
    private static final String TAKE_UP = """
            UPDATE operations.tasks SET worker = ?, claim = claim + 1, updated_at = ?
            WHERE tenant_id = ? AND state = 'running' AND lane = ? AND kind = ANY (?)
            RETURNING\s""" + COLUMNS;

    private static final String HELD = " WHERE tenant_id = ? AND id = ? AND claim = ? AND state = 'running'";
    private static final String SAVE =
            "UPDATE operations.tasks SET steps = ?::jsonb, yielded = ?, progress = ?, attempts = ?, why = ?, updated_at = ?"
                    + HELD + " RETURNING cancel_asked";
    private static final String REPORT =
            "UPDATE operations.tasks SET progress = ?, note = ?, updated_at = ?" + HELD + " RETURNING cancel_asked";
    private static final String END = """
            UPDATE operations.tasks SET state = ?, steps = ?::jsonb, note = ?, progress = ?, attempts = ?, why = ?,
                ended_at = ?, updated_at = ?, lane = NULL""" + HELD;
    private static final String AGAIN = """
            UPDATE operations.tasks SET state = 'queued', steps = ?::jsonb, note = ?, attempts = ?, why = ?,
                due_at = ?, updated_at = ?, lane = NULL""" + HELD;

    private static final String CANCEL_QUEUED = """
            UPDATE operations.tasks SET state = 'canceled', cancel_asked = true, note = ?, ended_at = ?, updated_at = ?
            WHERE tenant_id = ? AND id = ? AND state = 'queued'""";
    private static final String CANCEL_RUNNING = """
            UPDATE operations.tasks SET cancel_asked = true, note = ?, updated_at = ?
            WHERE tenant_id = ? AND id = ? AND state = 'running'""";
    private static final String REVIVE = """
            UPDATE operations.tasks SET state = 'queued', cancel_asked = false, yielded = false, steps = ?::jsonb,
                attempts = 0, note = ?, why = '', due_at = ?, ended_at = NULL, updated_at = ?
            WHERE tenant_id = ? AND id = ? AND state IN ('dead', 'canceled')""";

    private static final String NEXT =
            "SELECT min(due_at) FROM operations.tasks WHERE tenant_id = ? AND state = 'queued' AND kind = ANY (?)";
    private static final String UNFINISHED = """
            SELECT EXISTS (
                SELECT FROM operations.tasks WHERE tenant_id = ? AND state = 'running' AND lane = ? AND kind = ANY (?))""";
    private static final String IN_QUEUES = """
            SELECT kind, state, count(*), min(due_at) FROM operations.tasks
            WHERE tenant_id = ? AND state IN ('queued', 'running', 'dead') GROUP BY 1, 2 ORDER BY 1, 2""";
    private static final String OLD =
            "SELECT id FROM operations.tasks WHERE tenant_id = ? AND ended_at < ? ORDER BY ended_at LIMIT ?";
    private static final String FORGET = "DELETE FROM operations.tasks WHERE tenant_id = ? AND id = ANY (?)";

    private static final int PERCENT_MAX = 100;

    private TasksTable() {}

    /** Inserts and returns a task; empty if there is one with this key. */
    public static Optional<Task> insert(Transaction connection, TaskRequest order, Instant now) {
        return Sql.one(
                connection,
                TasksTable::task,
                INSERT,
                order.tenant(),
                order.kind(),
                order.priority(),
                order.key(),
                order.dueAt(),
                order.by(),
                now,
                now);
    }

    public static Optional<Task> byKey(Transaction connection, TaskRequest order) {
        return Sql.one(connection, TasksTable::task, BY_KEY, order.tenant(), order.kind(), order.key());
    }

    public static Optional<Task> byId(Transaction connection, int tenant, long id) {
        return Sql.one(connection, TasksTable::task, BY_ID, tenant, id);
    }

    /** Returns a page of tasks, newest first; a state or kind of null means any. */
    public static List<Task> page(
            Transaction connection, int tenant, long before, @Nullable String state, @Nullable String kind, int limit) {
        return Sql.all(connection, TasksTable::task, PAGE, tenant, before, state, state, kind, kind, limit);
    }

    /** Returns the number of tasks that wait, counted up to a limit. */
    public static long waiting(Transaction connection, int tenant, int limit) {
        return Sql.one(connection, row -> row.getLong(1), WAITING, tenant, limit)
                .orElse(0L);
    }

    public static boolean isUnderWay(Transaction connection, int tenant, String kind) {
        return Sql.one(connection, row -> row.getBoolean(1), IS_UNDER_WAY, tenant, kind)
                .orElse(false);
    }

    /**
     * Returns the tasks to be executed next, locked until the transaction ends. Tasks that another transaction has
     * locked are left out.
     */
    public static List<Task> ready(Transaction connection, int tenant, Set<String> kinds, Instant now, int limit) {
        return Sql.all(connection, TasksTable::task, READY, tenant, now, kinds.toArray(new String[0]), limit);
    }

    public static void take(Transaction connection, int tenant, int slot, String worker, long[] ids, Instant now) {
        Sql.execute(connection, TAKE, slot, worker, now, now, tenant, ids);
    }

    /** Claims the tasks that a slot had begun and not ended for this worker, and returns them. */
    public static List<Task> takeUp(
            Transaction connection, int tenant, int slot, Set<String> kinds, String worker, Instant now) {
        return Sql.all(connection, TasksTable::task, TAKE_UP, worker, now, tenant, slot, kinds.toArray(new String[0]));
    }

    /** Progress of a task, as an attempt leaves it. */
    public record Standing(List<StepReport> steps, int attempts, int progress, String note, String why) {

        /** Returns this progress in a final state: only a task that is done is at 100 percent. */
        public Standing at(Task.State state) {
            return state == Task.State.DONE ? new Standing(steps, attempts, PERCENT_MAX, note, why) : this;
        }
    }

    /**
     * Writes the progress of a running task; returns true if its cancellation was requested; empty if another process
     * has claimed the task.
     */
    public static Optional<Boolean> save(Transaction connection, Task task, Standing as, boolean yielded, Instant now) {
        return Sql.one(
                connection,
                row -> row.getBoolean(1),
                SAVE,
                StepsJson.of(as.steps),
                yielded,
                as.progress,
                as.attempts,
                as.why,
                now,
                task.tenant(),
                task.id(),
                task.claim());
    }

    /**
     * Writes the progress of a running task; returns true if its cancellation was requested; empty if another process
     * has claimed the task.
     */
    public static Optional<Boolean> report(Transaction connection, Task task, int progress, String note, Instant now) {
        return Sql.one(
                connection,
                row -> row.getBoolean(1),
                REPORT,
                progress,
                note,
                now,
                task.tenant(),
                task.id(),
                task.claim());
    }

    /** Task that has ended. */
    public record EndedTask(Task task, Task.State state, Standing as) {}

    /**
     * Ends tasks in one round trip. A bit of the result is set if the task of that index was still held by its claim.
     */
    public static BitSet end(Transaction connection, List<EndedTask> some, Instant now) {
        BitSet ours = new BitSet();
        if (some.isEmpty()) {
            return ours;
        }
        int[] counts = connection.run(jdbc -> end(jdbc, some, Timestamp.from(now)));
        for (int i = 0; i < counts.length; i++) {
            ours.set(i, counts[i] == 1);
        }
        return ours;
    }

    private static int[] end(Connection connection, List<EndedTask> some, Timestamp at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            for (EndedTask each : some) {
                statement.setString(1, each.state.word());
                statement.setString(2, StepsJson.of(each.as.steps));
                statement.setString(3, each.as.note);
                statement.setInt(4, each.as.progress);
                statement.setInt(5, each.as.attempts);
                statement.setString(6, each.as.why);
                statement.setTimestamp(7, at);
                statement.setTimestamp(8, at);
                statement.setInt(9, each.task.tenant());
                statement.setLong(10, each.task.id());
                statement.setLong(11, each.task.claim());
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    /** Puts a task back into the queue; returns true if it was still held by this claim. */
    public static boolean again(Transaction connection, Task task, Standing as, Instant due, Instant now) {
        return Sql.execute(
                        connection,
                        AGAIN,
                        StepsJson.of(as.steps),
                        as.note,
                        as.attempts,
                        as.why,
                        due,
                        now,
                        task.tenant(),
                        task.id(),
                        task.claim())
                == 1;
    }

    /** Cancels a task; returns true if it had not ended. */
    public static boolean cancel(Transaction connection, int tenant, long id, String by, Instant now) {
        String note = "canceled by " + by;
        return Sql.execute(connection, CANCEL_QUEUED, note, now, now, tenant, id) == 1
                || Sql.execute(connection, CANCEL_RUNNING, note, now, tenant, id) == 1;
    }

    /** Puts a dead or canceled task back into the queue; returns true if it was in one of these states. */
    public static boolean revive(Transaction connection, Task task, List<StepReport> steps, String by, Instant now) {
        return Sql.execute(
                        connection, REVIVE, StepsJson.of(steps), "retried by " + by, now, now, task.tenant(), task.id())
                == 1;
    }

    /** Returns the due time of the next task that waits. */
    public static Optional<Instant> next(Transaction connection, int tenant, Set<String> kinds) {
        return Sql.one(
                        connection,
                        row -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant),
                        NEXT,
                        tenant,
                        kinds.toArray(new String[0]))
                .flatMap(at -> at);
    }

    /** Returns true if a slot has begun a task that has not ended. */
    public static boolean isUnfinished(Transaction connection, int tenant, int slot, Set<String> kinds) {
        return Sql.one(connection, row -> row.getBoolean(1), UNFINISHED, tenant, slot, kinds.toArray(new String[0]))
                .orElse(false);
    }

    static List<TaskCounts.Waiting> queues(Transaction connection, int tenant) {
        return Sql.all(
                connection,
                row -> new TaskCounts.Waiting(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getTimestamp(4).toInstant()),
                IN_QUEUES,
                tenant);
    }

    /** Removes at most {@code some} tasks that ended before a time; returns their number. */
    static int forget(Transaction connection, int tenant, Instant before, int some) {
        List<Long> old = Sql.all(connection, row -> row.getLong(1), OLD, tenant, before, some);
        long[] ids = old.stream().mapToLong(Long::longValue).toArray();
        return ids.length == 0 ? 0 : Sql.execute(connection, FORGET, tenant, ids);
    }

    private static Task task(ResultSet row) throws SQLException {
        return new Task(
                row.getInt("tenant_id"),
                row.getLong("id"),
                row.getString("kind"),
                Task.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("priority"),
                row.getString("key"),
                row.getInt("attempts"),
                row.getTimestamp("due_at").toInstant(),
                row.getLong("claim"),
                row.getString("worker"),
                row.getBoolean("yielded"),
                row.getBoolean("cancel_asked"),
                row.getInt("progress"),
                row.getString("note"),
                row.getString("why"),
                StepsJson.read(row.getString("steps")),
                row.getString("requested_by"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "started_at"),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
