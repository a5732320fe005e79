package com.flowex.edge.http;

import java.util.concurrent.TimeUnit;

/**
 * How long one connection waits for an answer that refuses it. Who asks again only when it was told to waits for nothing; who
 * goes on before waits longer each time, so that a flood of refusals slows itself down. One thread.
 */
final class Restraint {

    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int DOUBLINGS_MAX = 8;

    private int early;
    private long againNanos;
    private boolean refused;

    /**
     * Another refusal.
     *
     * @param nowNanos of the clock that only goes on
     * @param waitNanos how long it is told to wait
     * @return for how long to keep this answer back, a second at most
     */
    long refused(long nowNanos, long waitNanos) {
        early = refused && nowNanos - againNanos < 0 ? early + 1 : 0;
        refused = true;
        long held = early == 0 ? 0 : Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(DOUBLINGS_MAX, early - 1));
        againNanos = nowNanos + held + waitNanos;
        return held;
    }
}
