package com.flowex.platform.projection.rows;

import java.sql.SQLException;

/** Check of the number of rows that a projection's statement touched. */
public final class RowCounts {

    private RowCounts() {}

    /**
     * Requires that a statement touched the rows that the reducer expects.
     *
     * @throws SQLException if it did not: the tables do not match the checkpoint, and the view must stop
     */
    public static void require(int touched, int expected, String subject) throws SQLException {
        if (touched != expected) {
            throw new SQLException("expected " + expected + " " + subject + ", found " + touched);
        }
    }
}
