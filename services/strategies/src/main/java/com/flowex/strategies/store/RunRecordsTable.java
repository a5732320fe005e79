package com.flowex.strategies.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Table of the rows of runs. A process changes them only while it holds the run, and only behind its last step. */
public final class RunRecordsTable {

    /** Maximum number of a run's log lines; the newest are kept. */
    public static final int LINES_MAX = 1_000;

    private static final String ADVANCE = """
            UPDATE strategies.runs SET step = ?, entry = ?, last_bar_at = coalesce(?::timestamptz, last_bar_at),
                figures = ?::jsonb
            WHERE tenant_id = ? AND id = ? AND holder = ? AND step = ? AND state = ?""";
    private static final String PUT = """
            INSERT INTO strategies.run_records (tenant_id, run_id, kind, number, is_open, content)
            VALUES (?, ?, ?, ?, ?, ?::jsonb)
            ON CONFLICT (tenant_id, run_id, kind, number)
            DO UPDATE SET is_open = excluded.is_open, content = excluded.content""";
    private static final String DROP =
            "DELETE FROM strategies.run_records WHERE tenant_id = ? AND run_id = ? AND kind = ? AND number <= ?";
    private static final String ROWS =
            "SELECT kind, number, is_open, content::text FROM strategies.run_records WHERE tenant_id = ? AND run_id = ? ";
    private static final String PAGE = ROWS + "AND kind = ? AND number < ? ORDER BY number DESC LIMIT ?";
    private static final String AFTER = ROWS + "AND kind = ? AND number > ? ORDER BY number LIMIT ?";
    private static final String OPEN = ROWS + "AND is_open ORDER BY number";
    private static final String CLOSE = """
            UPDATE strategies.run_records SET is_open = false,
                content = content || '{"status": "canceled", "reason": "run_stopped"}'::jsonb
            WHERE tenant_id = ? AND run_id = ? AND is_open""";

    private final Database database;

    public RunRecordsTable(Database database) {
        this.database = database;
    }

    /**
     * Change of a run by the process that holds it.
     *
     * @param step number of the last step before the change
     * @param state state that the run must have
     * @param entry last entry of the account that is taken
     * @param lastBarAt end of the last candle; null if there is no new one
     * @param figures figures after the change, as JSON
     */
    public record Change(
            long run,
            String holder,
            long step,
            StoredRun.State state,
            long entry,
            @Nullable Instant lastBarAt,
            String figures,
            List<RunRecord> rows) {

        public Change {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Commits a change and counts the step; returns false, without any change, if another process holds the run, the run
     * has another state, or the step is not the next.
     */
    public boolean commit(int tenant, Change change) {
        return database.transaction(tenant, connection -> {
            int found = Sql.execute(
                    connection,
                    ADVANCE,
                    change.step() + 1,
                    change.entry(),
                    change.lastBarAt(),
                    change.figures(),
                    tenant,
                    change.run(),
                    change.holder(),
                    change.step(),
                    change.state().word());
            if (found == 0) {
                return false;
            }
            long lastLine = 0;
            for (RunRecord row : change.rows()) {
                Sql.execute(
                        connection,
                        PUT,
                        tenant,
                        change.run(),
                        row.kind().word(),
                        row.number(),
                        row.isOpen(),
                        row.content());
                lastLine = row.kind() == RunRecord.Kind.LINE ? Math.max(lastLine, row.number()) : lastLine;
            }
            if (lastLine > LINES_MAX) {
                Sql.execute(connection, DROP, tenant, change.run(), RunRecord.Kind.LINE.word(), lastLine - LINES_MAX);
            }
            return true;
        });
    }

    /** Returns rows of a kind, newest first. */
    public List<RunRecord> page(int tenant, long run, RunRecord.Kind kind, long before, int limit) {
        return database.query(
                tenant,
                connection -> Sql.all(connection, RunRecordsTable::row, PAGE, tenant, run, kind.word(), before, limit));
    }

    /** Returns the number of the last row of a kind; 0 if there is none. */
    public long last(int tenant, long run, RunRecord.Kind kind) {
        List<RunRecord> rows = page(tenant, run, kind, Long.MAX_VALUE, 1);
        return rows.isEmpty() ? 0 : rows.getFirst().number();
    }

    /** Returns rows of a kind behind a number, oldest first. */
    public List<RunRecord> after(int tenant, long run, RunRecord.Kind kind, long number, int limit) {
        return database.query(
                tenant,
                connection ->
                        Sql.all(connection, RunRecordsTable::row, AFTER, tenant, run, kind.word(), number, limit));
    }

    /** Returns the orders that have not ended, oldest first. */
    public List<RunRecord> open(int tenant, long run) {
        return database.query(tenant, connection -> Sql.all(connection, RunRecordsTable::row, OPEN, tenant, run));
    }

    /** Marks the open orders of a run as canceled by its stop, and deletes its steps. */
    public void close(int tenant, long run) {
        database.transaction(tenant, connection -> {
            Sql.execute(connection, CLOSE, tenant, run);
            return Sql.execute(connection, DROP, tenant, run, RunRecord.Kind.STEP.word(), Long.MAX_VALUE);
        });
    }

    private static RunRecord row(ResultSet row) throws SQLException {
        return new RunRecord(
                RunRecord.Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                row.getLong(2),
                row.getBoolean(3),
                row.getString(4));
    }
}
