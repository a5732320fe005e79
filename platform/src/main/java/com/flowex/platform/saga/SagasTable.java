package com.flowex.platform.saga;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SQL statements of sagas. Every connection is in a transaction that sees one tenant. */
final class SagasTable {

    private static final String COLUMNS =
            "kind, id, state, step, attempts, committed, cancel_asked, code, failure, why, step_since, created_at, updated_at, version";

    private static final String INSERT =
            "INSERT INTO sagas.sagas (tenant_id, kind, id, state, step) VALUES (?, ?, ?, 'running', 0)";

    private static final String DUE_NOW = """
            INSERT INTO sagas.due (task_name, task_instance, execution_time, picked, version) VALUES (?, ?, now(), false, 1)
            ON CONFLICT (task_name, task_instance) DO UPDATE SET execution_time = excluded.execution_time
            WHERE NOT due.picked""";

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM sagas.sagas WHERE tenant_id = ? AND kind = ? AND id = ?";

    private static final String IN_STATE = "SELECT " + COLUMNS
            + " FROM sagas.sagas WHERE tenant_id = ? AND (?::text IS NULL OR state = ?) AND (?::text IS NULL OR kind = ?)"
            + " ORDER BY created_at DESC, id LIMIT ?";

    private static final String UNFINISHED = """
            SELECT state, count(*) FROM sagas.sagas
            WHERE tenant_id = ? AND state IN ('running', 'compensating', 'stopped') GROUP BY state""";

    private static final String STEPS = """
            SELECT step, name, state, attempts, note, started_at, updated_at FROM sagas.steps
            WHERE tenant_id = ? AND kind = ? AND saga = ? ORDER BY step""";

    private static final String MOVE = """
            UPDATE sagas.sagas SET state = ?, step = ?, attempts = ?, code = ?, failure = ?, why = ?,
                step_since = CASE WHEN step = ? AND state = ? THEN step_since ELSE now() END,
                due_at = now() + ? * interval '1 millisecond', updated_at = now(), version = version + 1
            WHERE tenant_id = ? AND kind = ? AND id = ? AND version = ?""";

    private static final String REPORT = """
            INSERT INTO sagas.steps AS s (tenant_id, kind, saga, step, name, state, attempts, note)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, kind, saga, step) DO UPDATE SET state = excluded.state,
                attempts = greatest(s.attempts, excluded.attempts), note = excluded.note, updated_at = now()""";

    private static final String TOUCH = """
            UPDATE sagas.sagas SET version = version + 1, updated_at = now()
            WHERE tenant_id = ? AND kind = ? AND id = ? AND state IN ('running', 'compensating')""";

    private static final String CANCEL = """
            UPDATE sagas.sagas SET cancel_asked = true, code = ?, failure = ?, version = version + 1, updated_at = now()
            WHERE tenant_id = ? AND kind = ? AND id = ? AND state IN ('running', 'stopped') AND NOT committed
            AND NOT cancel_asked""";

    private static final String COMMIT = """
            UPDATE sagas.sagas SET committed = true, updated_at = now()
            WHERE tenant_id = ? AND kind = ? AND id = ? AND state = 'running' AND NOT cancel_asked""";

    private SagasTable() {}

    static void insert(Transaction connection, SagaKey key) {
        Sql.execute(connection, INSERT, key.tenant(), key.kind(), key.id());
    }

    /** Makes a saga due now; returns true if no process was running it. */
    static boolean dueNow(Transaction connection, SagaKey key) {
        return 1 == Sql.execute(connection, DUE_NOW, key.kind(), key.instance());
    }

    static Optional<Saga> find(Transaction connection, SagaKey key) {
        return Sql.one(connection, row -> saga(key.tenant(), row), FIND, key.tenant(), key.kind(), key.id());
    }

    static List<Saga> list(
            Transaction connection, int tenant, @Nullable String state, @Nullable String kind, int limit) {
        return Sql.all(connection, row -> saga(tenant, row), IN_STATE, tenant, state, state, kind, kind, limit);
    }

    static Map<Saga.State, Long> unfinished(Transaction connection, int tenant) {
        Map<Saga.State, Long> found = new EnumMap<>(Saga.State.class);
        Sql.all(connection, row -> Map.entry(row.getString(1), row.getLong(2)), UNFINISHED, tenant)
                .forEach(
                        each -> found.put(Saga.State.valueOf(each.getKey().toUpperCase(Locale.ROOT)), each.getValue()));
        return found;
    }

    static List<Saga.StepReport> steps(Transaction connection, SagaKey key) {
        return Sql.all(
                connection,
                row -> new Saga.StepReport(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant(),
                        row.getTimestamp(7).toInstant()),
                STEPS,
                key.tenant(),
                key.kind(),
                key.id());
    }

    /** Transition of a saga from the state that was read. */
    record Move(Saga.State state, int step, int attempts, Optional<Saga.Failure> failure, String why, Duration pause) {}

    /** Applies a transition; returns true if the saga was still as it was read. */
    static boolean move(Transaction connection, Saga from, Move to) {
        return Sql.execute(
                        connection,
                        MOVE,
                        word(to.state),
                        to.step,
                        to.attempts,
                        to.failure.map(Saga.Failure::code).orElse(null),
                        to.failure.map(Saga.Failure::why).orElse(null),
                        to.why,
                        to.step,
                        word(to.state),
                        to.pause.toMillis(),
                        from.key().tenant(),
                        from.key().kind(),
                        from.key().id(),
                        from.version())
                == 1;
    }

    /** Progress of one step, as its row has it. */
    record StepProgress(int step, String name, String state, int attempts, String note) {}

    static void report(Transaction connection, SagaKey key, StepProgress of) {
        Sql.execute(
                connection,
                REPORT,
                key.tenant(),
                key.kind(),
                key.id(),
                of.step,
                of.name,
                of.state,
                of.attempts,
                of.note);
    }

    /** Increments the version, so that a process that runs the saga notices an event. */
    static boolean touch(Transaction connection, SagaKey key) {
        return Sql.execute(connection, TOUCH, key.tenant(), key.kind(), key.id()) == 1;
    }

    static boolean cancel(Transaction connection, SagaKey key, Saga.Failure why) {
        return Sql.execute(connection, CANCEL, why.code(), why.why(), key.tenant(), key.kind(), key.id()) == 1;
    }

    static boolean commit(Transaction connection, SagaKey key) {
        return Sql.execute(connection, COMMIT, key.tenant(), key.kind(), key.id()) == 1;
    }

    private static Saga saga(int tenant, ResultSet row) throws SQLException {
        String code = row.getString("code");
        return new Saga(
                new SagaKey(tenant, row.getString("kind"), row.getObject("id", UUID.class)),
                Saga.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("step"),
                row.getInt("attempts"),
                row.getBoolean("committed"),
                row.getBoolean("cancel_asked"),
                code == null ? Optional.empty() : Optional.of(new Saga.Failure(code, row.getString("failure"))),
                row.getString("why"),
                row.getTimestamp("step_since").toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getLong("version"));
    }

    private static String word(Saga.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
