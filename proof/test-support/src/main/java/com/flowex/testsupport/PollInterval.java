package com.flowex.testsupport;

import java.time.Duration;

/**
 * Growing pause between two looks at a condition: a fifth of the time waited so far, within bounds. A look is often a
 * request with its queries. Looks at a fixed short interval cost more processor time than the work that is waited for.
 */
public final class PollInterval {

    private static final int SHARE = 5;
    private static final long LEAST_NANOS = Duration.ofMillis(4).toNanos();
    /** A state that lasts this long is seen. */
    private static final long MOST_NANOS = Duration.ofMillis(50).toNanos();

    private final long beganNanos = System.nanoTime();

    /** Begins to wait. */
    public PollInterval() {}

    /** Returns the pause before the next look, in nanoseconds. */
    public long nanos() {
        return Math.clamp((System.nanoTime() - beganNanos) / SHARE, LEAST_NANOS, MOST_NANOS);
    }
}
