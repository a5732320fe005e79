package com.flowex.identity;

import java.time.Duration;

/** Counts failures, wherever the counters live. Names are hashes. */
interface Attempts {

    /** How long this name has to wait; zero if not. */
    Duration waitOf(int tenant, String name);

    /**
     * One more failure. From {@code free} failures on the name has to wait: one second, then twice as long each time,
     * {@code longest} at most. A name that failed last more than a day ago begins anew.
     */
    void failed(int tenant, String name, int free, Duration longest);

    void forget(int tenant, String name);
}
