package com.flowex.ground.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLWarning;

/** Tells a database that is away from a statement that is wrong. */
public final class SqlFaults {

    /** Nobody knows how a transaction ended. */
    private static final String UNKNOWN = "08007";

    private static final String WARNING = "01000";

    private SqlFaults() {}

    /** Whether the same work may succeed on another connection a little later. */
    public static boolean isPassing(SQLException e) {
        if (e instanceof SQLTransientConnectionException) {
            return true;
        }
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") // connection
                || state.startsWith("57P") // server going down or coming up
                || state.startsWith("53") // out of connections, memory or disk
                || isReadOnly(e) // the primary is another server by now
                || state.equals("40001") // serialisation
                || state.equals("40P01"); // deadlock
    }

    /** Whether the server takes no writes: it is, or has become, a copy. */
    static boolean isReadOnly(SQLException e) {
        return "25006".equals(e.getSQLState());
    }

    /** Whether the statement was ended because it took longer than it may. */
    static boolean isTooLong(SQLException e) {
        return "57014".equals(e.getSQLState());
    }

    /** Whether there is no connection, or none any more. */
    static boolean isConnection(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return e instanceof SQLTransientConnectionException || state.startsWith("08") || state.startsWith("57P");
    }

    /** True if a connection that was there has ended; a pool that has none to lend is another fault. */
    static boolean isLostConnection(SQLException e) {
        return isConnection(e) && !(e instanceof SQLTransientConnectionException);
    }

    /**
     * Whether it is the fault of the rows that were to be written: they do not fit their columns, break a constraint, or
     * were not found as they must be ({@code Rows.require} gives no state). Everything else is the database's own.
     */
    public static boolean isOfRows(SQLException e) {
        String state = e.getSQLState();
        if (state == null) {
            return !(e.getCause() instanceof IOException);
        }
        return state.startsWith("22") || state.startsWith("23");
    }

    /**
     * Where PostgreSQL is to commit on a replica too, and gives up waiting for that, it says done and warns: what is done on one server alone is
     * not acknowledged.
     *
     * @param committed a connection that had no warnings before its commit
     */
    static void requireCopied(Connection committed) throws SQLException {
        SQLWarning warning = committed.getWarnings();
        if (warning != null && WARNING.equals(warning.getSQLState())) {
            throw new SQLException("it is not known whether a replica has it: " + warning.getMessage(), UNKNOWN);
        }
    }

    /** True if a lock was waited for longer than it may be. */
    private static boolean isLockedTooLong(SQLException e) {
        return "55P03".equals(e.getSQLState());
    }

    /** A request that ran out of time on a busy database may succeed later: the caller hears so, as while the database is away. */
    static RuntimeException translated(SQLException e) {
        if (isTooLong(e) || isLockedTooLong(e)) {
            return new DatabaseUnavailableException("the database took too long: " + e.getMessage(), e);
        }
        return isPassing(e) ? new DatabaseUnavailableException(e) : new SqlException(e);
    }
}
