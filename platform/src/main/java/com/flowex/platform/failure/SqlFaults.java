package com.flowex.platform.failure;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLWarning;

/** Classification of database faults, which separates an unavailable database from a wrong statement. */
public final class SqlFaults {

    /** SQLSTATE: the outcome of a transaction is unknown. */
    private static final String UNKNOWN = "08007";

    private static final String WARNING = "01000";

    private SqlFaults() {}

    /** Returns true if the same work may succeed on another connection a little later. */
    public static boolean isTransient(SQLException e) {
        if (e instanceof SQLTransientConnectionException) {
            return true;
        }
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") // connection
                || state.startsWith("57P") // server going down or coming up
                || state.startsWith("53") // out of connections, memory or disk
                || isReadOnly(e) // the primary is another server by now
                || state.equals("40001") // serialization failure
                || state.equals("40P01"); // deadlock
    }

    /** Returns true if the server takes no writes, because it is a replica or has become one. */
    public static boolean isReadOnly(SQLException e) {
        return "25006".equals(e.getSQLState());
    }

    /** Returns true if the statement was ended because it took too long. */
    public static boolean isTooLong(SQLException e) {
        return "57014".equals(e.getSQLState());
    }

    /** Returns true if there is no connection, or it is lost. */
    public static boolean isConnection(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return e instanceof SQLTransientConnectionException || state.startsWith("08") || state.startsWith("57P");
    }

    /** Returns true if an existing connection has ended; a pool without a free connection is another fault. */
    public static boolean isLostConnection(SQLException e) {
        return isConnection(e) && !(e instanceof SQLTransientConnectionException);
    }

    /**
     * Returns true if the fault lies in the rows to be written: they do not fit their columns, break a constraint, or
     * were not found as required ({@code Rows.require} gives no state). Every other fault is the database's own.
     */
    public static boolean isOfRows(SQLException e) {
        String state = e.getSQLState();
        if (state == null) {
            return !(e.getCause() instanceof IOException);
        }
        return state.startsWith("22") || state.startsWith("23");
    }

    /**
     * Requires that a commit has reached the synchronous replica. If PostgreSQL gives up waiting for a replica it
     * reports success with a warning; a change on one server alone is not acknowledged.
     *
     * @param committed connection that had no warnings before its commit
     */
    public static void requireCopied(Connection committed) throws SQLException {
        SQLWarning warning = committed.getWarnings();
        if (warning != null && WARNING.equals(warning.getSQLState())) {
            throw new SQLException(
                    "the transaction is committed, and replication is not confirmed: " + warning.getMessage(), UNKNOWN);
        }
    }

    /** Returns true if the wait for a lock was too long. */
    private static boolean isLockedTooLong(SQLException e) {
        return "55P03".equals(e.getSQLState());
    }

    /**
     * Translates a fault. A request that ran out of time on a busy database may succeed later, so it is reported like
     * an unavailable database.
     */
    public static RuntimeException translated(SQLException e) {
        if (isTooLong(e) || isLockedTooLong(e)) {
            return new DatabaseUnavailableException("the database took too long: " + e.getMessage(), e);
        }
        return isTransient(e) ? new DatabaseUnavailableException(e) : new SqlException(e);
    }
}
