package com.flowex.operations.store;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.List;

/** SQL statements of the processes that execute tasks. They belong to no tenant. */
public final class TaskWorkersTable {

    private static final String SAY = """
            INSERT INTO operations.workers (name, threads, busy, started_at, seen_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET busy = excluded.busy, seen_at = excluded.seen_at""";
    private static final String ALL =
            "SELECT name, threads, busy, started_at, seen_at FROM operations.workers ORDER BY started_at DESC, name LIMIT 500";
    private static final String GONE = "DELETE FROM operations.workers WHERE name = ? OR seen_at < ?";

    private TaskWorkersTable() {}

    public static void say(Transaction transaction, TaskWorker worker) {
        Sql.execute(
                transaction, SAY, worker.name(), worker.threads(), worker.busy(), worker.startedAt(), worker.seenAt());
    }

    public static List<TaskWorker> all(Transaction transaction) {
        return Sql.all(
                transaction,
                row -> new TaskWorker(
                        row.getString(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getTimestamp(4).toInstant(),
                        row.getTimestamp(5).toInstant()),
                ALL);
    }

    /** Removes the process that ends, and those without a report since a time. */
    public static void gone(Transaction transaction, String name, Instant before) {
        Sql.execute(transaction, GONE, name, before);
    }
}
