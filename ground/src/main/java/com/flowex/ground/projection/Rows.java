package com.flowex.ground.projection;

import java.sql.SQLException;

/** Every statement of a projection knows how many rows it must touch. */
public final class Rows {

    private Rows() {}

    /**
     * Requires that a statement touched what the fold knows to be there.
     *
     * @throws SQLException if it did not: the tables are not what the checkpoint says, the view must stop
     */
    public static void require(int touched, int expected, String what) throws SQLException {
        if (touched != expected) {
            throw new SQLException("expected " + expected + " " + what + ", found " + touched);
        }
    }
}
