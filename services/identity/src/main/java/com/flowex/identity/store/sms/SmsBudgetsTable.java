package com.flowex.identity.store.sms;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;

/** Table of the messages of a day and their cost, by name: a number, a range of numbers, a network, or a tenant. */
public final class SmsBudgetsTable {

    /** One statement, so that the row's lock serializes the messages of one name; a full budget yields no row. */
    private static final String RESERVE = """
            INSERT INTO identity.sms_budgets AS b (tenant_id, name, day, messages, cost, last_at)
            VALUES (?, ?, (now() AT TIME ZONE 'UTC')::date, 1, ?, clock_timestamp())
            ON CONFLICT (tenant_id, name, day) DO UPDATE SET
                messages = b.messages + 1, cost = b.cost + excluded.cost, last_at = clock_timestamp()
            WHERE b.messages < ? AND b.cost + excluded.cost <= ?
                AND (b.last_at <= clock_timestamp() - ? * INTERVAL '1 second' OR b.last_at > clock_timestamp())""";

    private static final String GIVE_BACK = """
            UPDATE identity.sms_budgets SET messages = greatest(0, messages - 1)
            WHERE tenant_id = ? AND name = ? AND day = ?::date""";

    private SmsBudgetsTable() {}

    /**
     * Bounds of one name for a day in UTC.
     *
     * @param cost ten-thousandths of a dollar
     * @param pauseSeconds least time between two messages
     */
    public record Bounds(int messages, long cost, int pauseSeconds) {}

    /** Counts a message; returns false, and counts nothing, if a bound is reached. */
    public static boolean reserve(Transaction sending, int tenant, String name, long price, Bounds bounds) {
        return Sql.execute(
                        sending, RESERVE, tenant, name, price, bounds.messages(), bounds.cost(), bounds.pauseSeconds())
                > 0;
    }

    /** Gives a message back to its budget, because its reader has shown that it was wanted. */
    static void giveBack(Transaction transaction, int tenant, String name, String day) {
        Sql.execute(transaction, GIVE_BACK, tenant, name, day);
    }
}
