package com.flowex.operations.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.time.Instant;

/** Lanes of tenants, as db-scheduler keeps them: a due lane is taken by one of the processes that execute tasks. */
public final class DueLanes {

    /** Largest number of tasks of one tenant that run at once. */
    public static final int EACH = 2;

    /** Name of lanes in the table. */
    public static final String KIND = "lane";

    private static final String WAKE = """
            INSERT INTO operations.due (task_name, task_instance, execution_time, picked, version) VALUES (?, ?, ?, false, 1)
            ON CONFLICT (task_name, task_instance) DO UPDATE SET execution_time = excluded.execution_time
            WHERE NOT due.picked AND due.execution_time > excluded.execution_time""";
    private static final String IS_AWAKE = """
            SELECT count(*) FROM operations.due
            WHERE task_name = ? AND task_instance = ANY (?) AND (picked OR execution_time <= ?)""";

    private DueLanes() {}

    /**
     * Makes a tenant's lanes due from a time on. To be called after the transaction that ordered the task has
     * committed.
     *
     * @return false if they were due already
     */
    public static boolean wake(Database database, int tenant, Instant at) {
        String[] lanes = new String[EACH];
        for (int lane = 0; lane < EACH; lane++) {
            lanes[lane] = tenant + "/" + lane;
        }
        long awake =
                database.query(transaction -> Sql.one(transaction, row -> row.getLong(1), IS_AWAKE, KIND, lanes, at)
                        .orElse(0L));
        if (awake >= EACH) {
            return false;
        }
        database.transaction(transaction -> {
            for (String lane : lanes) {
                Sql.execute(transaction, WAKE, KIND, lane, at);
            }
            return lanes;
        });
        return true;
    }
}
