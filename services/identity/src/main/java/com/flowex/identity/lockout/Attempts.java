package com.flowex.identity.lockout;

import java.time.Duration;

/** Counts failures, wherever the counters live. Names are hashes. */
public interface Attempts {

    /**
     * How many failures are free, and what follows them.
     *
     * @param free from so many on a name has to wait: one second, then twice as long each time
     * @param longest the most it waits
     */
    record Patience(int free, Duration longest) {}

    /** What became of asking for an attempt. */
    sealed interface Reservation {
        /**
         * It may be made, and counts as a failure until it is given back.
         *
         * @param number how many failures there are with it
         */
        record Counted(int number) implements Reservation {}

        /** It may not: the name has to wait so long. */
        record Refused(Duration left) implements Reservation {}
    }

    /**
     * Counts an attempt as a failure before it is made, in one step: of many at the same moment no more are made than are
     * free. A name that failed last more than a day ago begins anew.
     */
    Reservation reserve(int tenant, String name, Patience patience);

    /** An attempt that was no failure after all. The wait it set off ends with it, unless another counted since. */
    void giveBack(int tenant, String name, Patience patience, Reservation.Counted attempt);

    void forget(int tenant, String name);
}
