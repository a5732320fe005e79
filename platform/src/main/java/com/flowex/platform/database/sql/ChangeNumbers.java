package com.flowex.platform.database.sql;

import com.flowex.platform.database.transaction.Transaction;

/**
 * Change numbers, for components that follow the changes of a subject. A number is drawn before its change is
 * committed. A transaction that draws one locks the counter until it ends, and the next one waits. The numbers become
 * visible in their order, and a reader that has seen one has seen all below it. Draw late: every other change of the
 * same subject waits from then on.
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

    /** Draws the next number. */
    public long draw(Transaction changing) {
        return draw(changing, 1);
    }

    /** Draws several consecutive numbers; returns the last of them. */
    public long draw(Transaction changing, int count) {
        return Sql.one(changing, row -> row.getLong(1), DRAW, count, subject).orElseThrow();
    }

    /**
     * Returns the number to continue from: {@code seen}, or 0 if that number was never drawn. A restored database draws
     * numbers again.
     */
    public long goOnFrom(Transaction connection, long seen) {
        long last = Sql.one(connection, row -> row.getLong(1), LAST, subject).orElseThrow();
        return seen > last ? 0 : seen;
    }
}
