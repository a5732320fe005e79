package com.flowex.identity.store.lockout;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Duration;
import java.util.Optional;

/**
 * {@link AttemptCounter} in PostgreSQL. A login does not wait until its count is on disk. A crash of the server loses only
 * the guesses of its last second. Each flush would delay those of the exchange's log on the same disk.
 */
public final class AttemptCounterTable implements AttemptCounter {

    private static final String SOON = "SET LOCAL synchronous_commit = off";

    /**
     * One statement, so that the row's lock serializes the attempts: a name that must wait yields no row, any other is
     * counted. A statement that waited for the lock began before the row was written. So the clock's time decides about
     * the wait, not the transaction's.
     */
    private static final String RESERVE = """
            INSERT INTO identity.attempts AS a (tenant_id, name, failures, failed_at, wait_millis)
            VALUES (?, ?, 1, clock_timestamp(), CASE WHEN ? <= 1 THEN 1000 ELSE 0 END)
            ON CONFLICT (tenant_id, name) DO UPDATE SET
                failures = CASE WHEN a.failed_at < now() - INTERVAL '1 day' THEN 1 ELSE a.failures + 1 END,
                failed_at = clock_timestamp(),
                wait_millis = CASE
                    WHEN a.failed_at < now() - INTERVAL '1 day' OR a.failures + 1 < ? THEN 0
                    ELSE (1000 * least(?, power(2, least(30, a.failures + 1 - ?))))::bigint
                END
            WHERE a.wait_millis = 0 OR a.failed_at + a.wait_millis * INTERVAL '1 millisecond' <= clock_timestamp()
            RETURNING a.failures""";

    /**
     * Restarts the wait from now if its start lies in the future, so that a clock that went back does not make the wait
     * longer.
     */
    private static final String FROM_NOW = """
            UPDATE identity.attempts SET failed_at = clock_timestamp()
            WHERE tenant_id = ? AND name = ? AND failed_at > clock_timestamp()""";

    private static final String WAIT = """
            SELECT least(wait_millis, wait_millis - (extract(epoch FROM now() - failed_at) * 1000)::bigint)
            FROM identity.attempts WHERE tenant_id = ? AND name = ?""";
    private static final String GIVE_BACK = """
            UPDATE identity.attempts SET
                failures = greatest(0, failures - 1),
                wait_millis = CASE WHEN failures <= ? OR failures = ? THEN 0 ELSE wait_millis END
            WHERE tenant_id = ? AND name = ?""";
    private static final String FORGET = "DELETE FROM identity.attempts WHERE tenant_id = ? AND name = ?";

    private final Database database;

    public AttemptCounterTable(Database database) {
        this.database = database;
    }

    @Override
    public Reservation reserve(int tenant, String name, LockoutPolicy lockout) {
        return database.query(tenant, transaction -> {
            Sql.execute(transaction, SOON);
            return reserve(transaction, tenant, name, lockout);
        });
    }

    private static Reservation reserve(Transaction transaction, int tenant, String name, LockoutPolicy lockout) {
        int free = lockout.free();
        double longest = lockout.longest().toSeconds();
        Optional<Integer> number =
                Sql.one(transaction, row -> row.getInt(1), RESERVE, tenant, name, free, free, longest, free);
        return number.isPresent()
                ? new Reservation.Counted(number.get())
                : new Reservation.Refused(waitOf(transaction, tenant, name));
    }

    /** Returns the remaining wait, at least 1 ms: a wait may have ended just now. */
    private static Duration waitOf(Transaction transaction, int tenant, String name) {
        Sql.execute(transaction, FROM_NOW, tenant, name);
        return Sql.one(transaction, row -> Duration.ofMillis(Math.max(1, row.getLong(1))), WAIT, tenant, name)
                .orElse(Duration.ofMillis(1));
    }

    @Override
    public void giveBack(int tenant, String name, LockoutPolicy lockout, Reservation.Counted attempt) {
        change(tenant, GIVE_BACK, lockout.free(), attempt.number(), tenant, name);
    }

    @Override
    public void forget(int tenant, String name) {
        change(tenant, FORGET, tenant, name);
    }

    private void change(int tenant, String statement, Object... values) {
        database.query(tenant, transaction -> {
            Sql.execute(transaction, SOON);
            return Sql.execute(transaction, statement, values);
        });
    }
}
