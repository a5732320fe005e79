package com.flowex.operations.task;

import com.flowex.ground.database.Database;
import java.time.Instant;
import java.util.List;

/** What is known of a tenant's tasks together, and what of them is too old to be known. */
public record TaskRows(Database database) {

    private static final int SOME = 5_000;

    /**
     * How many tasks of a kind stand so.
     *
     * @param firstDueAt when the first of them was due
     */
    public record Waiting(String kind, String state, long tasks, Instant firstDueAt) {}

    /** Those that wait, are under way or are dead. */
    public List<Waiting> queues(int tenant) {
        return database.query(tenant, connection -> TasksTable.queues(connection, tenant));
    }

    /** Removes what ended before; returns how many. */
    public int forget(int tenant, Instant before) {
        int all = 0;
        int some;
        do {
            some = database.transaction(tenant, connection -> TasksTable.forget(connection, tenant, before, SOME));
            all += some;
        } while (some == SOME);
        return all;
    }
}
