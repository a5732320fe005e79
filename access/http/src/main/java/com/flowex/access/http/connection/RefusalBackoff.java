package com.flowex.access.http.connection;

import java.util.concurrent.TimeUnit;

/**
 * Backoff of refusals on one connection. A client that repeats a request only after the given time is not delayed. One
 * that continues earlier waits longer each time, so that a flood of refusals slows itself down. Not thread-safe.
 */
final class RefusalBackoff {

    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int DOUBLINGS_MAX = 8;

    private int early;
    private long againNanos;
    private boolean refused;

    /**
     * Notes another refusal.
     *
     * @param nowNanos monotonic time
     * @param waitNanos time that the client is asked to wait
     * @return time by which to delay this answer, at most a second
     */
    long refused(long nowNanos, long waitNanos) {
        early = refused && nowNanos - againNanos < 0 ? early + 1 : 0;
        refused = true;
        long held = early == 0 ? 0 : Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(DOUBLINGS_MAX, early - 1));
        againNanos = nowNanos + held + waitNanos;
        return held;
    }
}
