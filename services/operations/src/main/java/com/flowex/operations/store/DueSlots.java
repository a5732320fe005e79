package com.flowex.operations.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.time.Instant;

/** Slots of tenants, as db-scheduler keeps them: a due slot is taken by one of the processes that execute tasks. */
public final class DueSlots {

    /** Largest number of tasks of one tenant that run at once. */
    public static final int EACH = 2;

    /** Name of slots in the table. */
    public static final String KIND = "lane";

    private static final String WAKE = """
            INSERT INTO operations.due (task_name, task_instance, execution_time, picked, version) VALUES (?, ?, ?, false, 1)
            ON CONFLICT (task_name, task_instance) DO UPDATE SET execution_time = excluded.execution_time
            WHERE NOT due.picked AND due.execution_time > excluded.execution_time""";
    private static final String IS_AWAKE = """
            SELECT count(*) FROM operations.due
            WHERE task_name = ? AND task_instance = ANY (?) AND (picked OR execution_time <= ?)""";

    private DueSlots() {}

    /**
     * Makes a tenant's slots due from a time on. To be called after the transaction that ordered the task has
     * committed.
     *
     * @return false if they were due already
     */
    public static boolean wake(Database database, int tenant, Instant at) {
        String[] slots = new String[EACH];
        for (int slot = 0; slot < EACH; slot++) {
            slots[slot] = tenant + "/" + slot;
        }
        long awake =
                database.query(transaction -> Sql.one(transaction, row -> row.getLong(1), IS_AWAKE, KIND, slots, at)
                        .orElse(0L));
        if (awake >= EACH) {
            return false;
        }
        database.transaction(transaction -> {
            for (String slot : slots) {
                Sql.execute(transaction, WAKE, KIND, slot, at);
            }
            return slots;
        });
        return true;
    }
}
