package com.flowex.ground.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Numbers of changes that somebody follows. A number is drawn before its change is committed; so whoever draws one holds the
 * counter until their transaction ends, and the next waits. Numbers become visible in their order, and whoever has seen one
 * has seen all below it. Draw late: everybody who changes the same subject waits from then on.
 */
public enum ChangeNumbers {
    TENANTS("tenants"),
    ENDED_SESSIONS("ended_sessions");

    private static final String DRAW =
            "UPDATE platform.change_numbers SET last = last + ? WHERE subject = ? RETURNING last";
    private static final String LAST = "SELECT last FROM platform.change_numbers WHERE subject = ?";

    private final String subject;

    ChangeNumbers(String subject) {
        this.subject = subject;
    }

    /** The next number. */
    public long draw(Connection changing) throws SQLException {
        return draw(changing, 1);
    }

    /** The last of so many numbers in a row. */
    public long draw(Connection changing, int count) throws SQLException {
        return Sql.one(changing, row -> row.getLong(1), DRAW, count, subject).orElseThrow();
    }

    /**
     * From where whoever has followed as far as {@code seen} goes on: from there, or from the beginning where so much never
     * happened. A database that was put back gives numbers again.
     */
    public long goOnFrom(Connection connection, long seen) throws SQLException {
        long last = Sql.one(connection, row -> row.getLong(1), LAST, subject).orElseThrow();
        return seen > last ? 0 : seen;
    }
}
