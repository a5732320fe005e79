package com.flowex.strategies.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reader of the states of a user's back-tests and runs, for streams that report their changes. */
public final class OpenWorkTable {

    private static final String BACKTESTS = """
            SELECT id, state, true, progress, NULL::timestamptz FROM strategies.backtests
            WHERE tenant_id = ? AND owner = ? AND state IN ('waiting', 'running')""";
    private static final String RUNS = """
            SELECT id, state, true, 0, last_bar_at FROM strategies.runs
            WHERE tenant_id = ? AND owner = ? AND ended_at IS NULL""";
    private static final String ENDED_BACKTEST = """
            SELECT id, state, false, progress, NULL::timestamptz FROM strategies.backtests
            WHERE tenant_id = ? AND owner = ? AND id = ? AND state NOT IN ('waiting', 'running')""";
    private static final String ENDED_RUN = """
            SELECT id, state, false, 0, last_bar_at FROM strategies.runs
            WHERE tenant_id = ? AND owner = ? AND id = ? AND ended_at IS NOT NULL""";

    private final Database database;

    public OpenWorkTable(Database database) {
        this.database = database;
    }

    /**
     * State of a back-test or run.
     *
     * @param progress progress of a back-test in percent; 0 of a run
     * @param lastBarAt end of the last candle of a run; null of a back-test, and before the first candle
     */
    public record WorkState(
            long id,
            String state,
            boolean isOpen,
            int progress,
            @Nullable Instant lastBarAt) {}

    /** Returns the open back-tests of a user, and those of some numbers that have ended. */
    public List<WorkState> backtests(int tenant, long owner, Collection<Long> known) {
        return states(tenant, owner, known, BACKTESTS, ENDED_BACKTEST);
    }

    /** Returns the open runs of a user, and those of some numbers that have ended. */
    public List<WorkState> runs(int tenant, long owner, Collection<Long> known) {
        return states(tenant, owner, known, RUNS, ENDED_RUN);
    }

    private List<WorkState> states(int tenant, long owner, Collection<Long> known, String open, String ended) {
        return database.query(tenant, connection -> {
            List<WorkState> states = new ArrayList<>(Sql.all(connection, OpenWorkTable::state, open, tenant, owner));
            for (long id : known) {
                if (states.stream().noneMatch(each -> each.id() == id)) {
                    Sql.one(connection, OpenWorkTable::state, ended, tenant, owner, id)
                            .ifPresent(states::add);
                }
            }
            return states;
        });
    }

    private static WorkState state(ResultSet row) throws SQLException {
        Timestamp lastBar = row.getTimestamp(5);
        return new WorkState(
                row.getLong(1),
                row.getString(2),
                row.getBoolean(3),
                row.getInt(4),
                lastBar == null ? null : lastBar.toInstant());
    }
}
