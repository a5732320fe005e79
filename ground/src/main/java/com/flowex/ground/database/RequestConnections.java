package com.flowex.ground.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Runs the work of requests on connections of the application pool and measures it. Work that a lost connection ended is done again, once,
 * where nothing can have been done by it: after a fail-over, the first request is not the one that pays for the dead connections.
 */
final class RequestConnections {

    private final DataSource pool;
    private final SlowStatements slow;
    private final DatabaseFigures figures;

    RequestConnections(DataSource pool, SlowStatements slow, DatabaseFigures figures) {
        this.pool = pool;
        this.slow = slow;
        this.figures = figures;
    }

    /**
     * Runs the work on one connection.
     *
     * @param mayRepeat asked where the connection was lost: true if nothing can have been done by the work
     * @throws DatabaseUnavailableException if the database is away
     * @throws SqlException if it refuses a statement
     */
    <T> T run(SqlWork<T> work, Predicate<StatementWatch> mayRepeat) {
        long begun = System.nanoTime();
        StatementWatch watch = slow.watch();
        try {
            return once(work, watch);
        } catch (SQLException e) {
            if (SqlFaults.isLostConnection(e) && mayRepeat.test(watch)) {
                return again(work);
            }
            throw SqlFaults.translated(e);
        } finally {
            figures.took(System.nanoTime() - begun);
        }
    }

    private <T> T again(SqlWork<T> work) {
        try {
            return once(work, slow.watch());
        } catch (SQLException e) {
            throw SqlFaults.translated(e);
        }
    }

    private <T> T once(SqlWork<T> work, StatementWatch watch) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return watch.over(() -> work.run(connection));
        }
    }
}
