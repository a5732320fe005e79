package com.flowex.platform.database;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.database.transaction.TransactionWork;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.failure.SqlException;
import com.flowex.platform.jobs.Backoff;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Changes to rows that other transactions change at the same moment. A lock is waited for only a short time. A
 * transaction starts again if it does not get the lock, is ended to break a deadlock, or finds its data outdated. The
 * pause before that doubles and is partly random. The work is done in one transaction or not at all, and may be run
 * several times.
 */
public final class TransactionRetry {

    private static final int TRIES_MAX = 8;
    private static final Backoff BACKOFF = Backoff.of(Duration.ofMillis(10), Duration.ofSeconds(2));
    private static final String LOCKS_MAX = "SET LOCAL lock_timeout = '500ms'";

    /** Lock time-out; serialization failure; deadlock. */
    private static final Set<String> LOST = Set.of("55P03", "40001", "40P01");

    /** Thrown by work that has read a version which no longer exists. */
    public static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Overtaken() {
            super("another transaction was quicker", null, false, false);
        }
    }

    private TransactionRetry() {}

    /**
     * Runs the work with access to one tenant's rows.
     *
     * @throws DatabaseUnavailableException if the rows do not come free, or the database is away
     * @throws SqlException if the database refuses a statement
     */
    public static <T> T change(Database database, int tenant, TransactionWork<T> work) {
        RuntimeException last = new Overtaken();
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            try {
                return database.transaction(tenant, connection -> work.run(impatient(connection)));
            } catch (Overtaken | SqlException | DatabaseUnavailableException e) {
                if (!isLost(e)) {
                    throw e;
                }
                last = e;
            }
            LockSupport.parkNanos(BACKOFF.after(tries + 1).toNanos());
        }
        throw new DatabaseUnavailableException("rows stayed locked by other transactions", last);
    }

    private static Transaction impatient(Transaction transaction) {
        Sql.execute(transaction, LOCKS_MAX);
        return transaction;
    }

    private static boolean isLost(RuntimeException e) {
        @Nullable Throwable cause = e.getCause();
        return e instanceof Overtaken
                || cause instanceof SQLException sql && LOST.contains(String.valueOf(sql.getSQLState()));
    }
}
