package com.flowex.ground.database;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Tells a database that is away from a statement that is wrong. */
public final class SqlFaults {

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
                || state.equals("40001") // serialisation
                || state.equals("40P01"); // deadlock
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

    static RuntimeException translated(SQLException e) {
        return isPassing(e) ? new DatabaseUnavailableException(e) : new SqlException(e);
    }
}
