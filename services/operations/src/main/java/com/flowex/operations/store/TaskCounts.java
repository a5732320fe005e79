package com.flowex.operations.store;

import com.flowex.platform.database.Database;
import java.time.Instant;
import java.util.List;

/** Counts of a tenant's tasks by kind and state, and removal of old ones. */
public record TaskCounts(Database database) {

    private static final int SOME = 5_000;

    /**
     * Number of tasks of one kind in one state.
     *
     * @param firstDueAt due time of the first of them
     */
    public record Waiting(String kind, String state, long tasks, Instant firstDueAt) {}

    /** Returns the counts of tasks that wait, run or are dead. */
    public List<Waiting> queues(int tenant) {
        return database.query(tenant, transaction -> TasksTable.queues(transaction, tenant));
    }

    /** Removes tasks that ended before a time; returns their number. */
    public int forget(int tenant, Instant before) {
        int all = 0;
        int some;
        do {
            some = database.transaction(tenant, transaction -> TasksTable.forget(transaction, tenant, before, SOME));
            all += some;
        } while (some == SOME);
        return all;
    }
}
