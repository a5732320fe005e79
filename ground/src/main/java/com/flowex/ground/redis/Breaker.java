package com.flowex.ground.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A circuit breaker: after some failures in a row what fails is left alone for a while, so that callers do not wait for
 * it one after the other; then one call tries again.
 */
public final class Breaker {

    private static final int FAILURES_MAX = 3;

    /** What is slow rather than away opens it several times a second. */
    private static final long TELL_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final boolean enabled;
    private final long restNanos;
    private final LongSupplier nanoTime;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong closedFromNanos;
    private final AtomicLong tellFromNanos;

    /** @param enabled off: every call is let through */
    public Breaker(boolean enabled, Duration rest, LongSupplier nanoTime) {
        this.enabled = enabled;
        this.restNanos = rest.toNanos();
        this.nanoTime = nanoTime;
        this.closedFromNanos = new AtomicLong(nanoTime.getAsLong());
        this.tellFromNanos = new AtomicLong(nanoTime.getAsLong());
    }

    /** Whether to try. While it is open only one call a rest is let through. */
    public boolean permits() {
        if (!enabled || failures.get() < FAILURES_MAX) {
            return true;
        }
        return isDue(closedFromNanos, restNanos);
    }

    public void succeeded() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    /** @return whether it opened just now, which is to be told: once a minute at most */
    public boolean failed() {
        boolean opens = failures.incrementAndGet() == FAILURES_MAX;
        if (opens) {
            closedFromNanos.set(nanoTime.getAsLong() + restNanos);
        }
        return opens && enabled && isDue(tellFromNanos, TELL_EVERY_NANOS);
    }

    /** Whether it is time, for one of all who ask; then not for so long. */
    private boolean isDue(AtomicLong fromNanos, long everyNanos) {
        long from = fromNanos.get();
        long now = nanoTime.getAsLong();
        return now - from >= 0 && fromNanos.compareAndSet(from, now + everyNanos);
    }

    public boolean isOpen() {
        return enabled && failures.get() >= FAILURES_MAX;
    }
}
