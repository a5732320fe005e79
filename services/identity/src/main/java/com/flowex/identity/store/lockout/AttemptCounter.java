package com.flowex.identity.store.lockout;

import com.flowex.platform.Platform;
import java.time.Duration;

/** Counters of failed attempts, stored in PostgreSQL or Redis. Names are hashes. */
public interface AttemptCounter {

    /** Returns counters in Redis if there is one, which fall back to the table while it is away, else the table's. */
    static AttemptCounter of(Platform platform) {
        AttemptCounter inTable = new AttemptCounterTable(platform.database());
        return platform.redis()
                .<AttemptCounter>map(redis -> new RedisAttemptCounter(redis, inTable))
                .orElse(inTable);
    }

    /**
     * Limit of free failures and the longest wait after it.
     *
     * @param free number of failures after which a name must wait: one second, then twice as long each time
     * @param longest upper bound of the wait
     */
    record LockoutPolicy(int free, Duration longest) {}

    /** Outcome of a request for an attempt. */
    sealed interface Reservation {
        /**
         * Permitted attempt, which counts as a failure until it is given back.
         *
         * @param number number of failures including this one
         */
        record Counted(int number) implements Reservation {}

        /** Refused attempt; the name must wait for this time. */
        record Refused(Duration left) implements Reservation {}
    }

    /**
     * Counts an attempt as a failure before it is made, in one step. Among concurrent attempts, only the free ones are
     * made. A name whose last failure is more than a day ago starts again at zero.
     */
    Reservation reserve(int tenant, String name, LockoutPolicy lockout);

    /**
     * Removes an attempt that was not a failure. The wait that it started ends too, unless another attempt was counted
     * since.
     */
    void giveBack(int tenant, String name, LockoutPolicy lockout, Reservation.Counted attempt);

    void forget(int tenant, String name);
}
