package com.flowex.platform.database.server;

import com.flowex.platform.database.sql.StatementWatch;
import com.flowex.platform.database.transaction.SqlWork;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.failure.SqlException;
import com.flowex.platform.failure.SqlFaults;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Runner of the work of requests on connections of the application pool; it measures the work. Work that a lost
 * connection ended is repeated once if it cannot have had an effect. After a fail-over, the first request therefore
 * does not pay for the dead connections.
 */
public final class RequestConnections {

    private final DataSource pool;
    private final SlowStatements slow;
    private final DatabaseMetrics figures;

    public RequestConnections(DataSource pool, SlowStatements slow, DatabaseMetrics figures) {
        this.pool = pool;
        this.slow = slow;
        this.figures = figures;
    }

    /**
     * Runs the work on one connection.
     *
     * @param mayRepeat asked after a lost connection: true if the work cannot have had an effect
     * @throws DatabaseUnavailableException if the database is away
     * @throws SqlException if the database refuses a statement
     */
    public <T> T run(SqlWork<T> work, Predicate<StatementWatch> mayRepeat) {
        long start = System.nanoTime();
        StatementWatch watch = slow.watch();
        try {
            return once(work, watch);
        } catch (SQLException e) {
            if (SqlFaults.isLostConnection(e) && mayRepeat.test(watch)) {
                return again(work);
            }
            throw SqlFaults.translated(e);
        } finally {
            figures.took(System.nanoTime() - start);
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
