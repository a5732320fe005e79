package com.flowex.platform.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Circuit breaker. After several failures in a row it blocks calls for a while, so that callers need not wait for the
 * failing system. Then one call tries again.
 */
public final class ServiceCircuitBreaker {

    private static final int FAILURES_MAX = 3;

    /** Interval between log lines; a slow system would open the breaker several times a second. */
    private static final long REPORT_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final boolean enabled;
    private final long restNanos;
    private final LongSupplier nanoTime;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong closedFromNanos;
    private final AtomicLong reportFromNanos;

    /** @param enabled false lets every call through */
    public ServiceCircuitBreaker(boolean enabled, Duration rest, LongSupplier nanoTime) {
        this.enabled = enabled;
        this.restNanos = rest.toNanos();
        this.nanoTime = nanoTime;
        this.closedFromNanos = new AtomicLong(nanoTime.getAsLong());
        this.reportFromNanos = new AtomicLong(nanoTime.getAsLong());
    }

    /** Returns true if the caller may try. While the breaker is open, one call in each rest is let through. */
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

    /** @return true if it opened just now and is to be logged, at most once a minute */
    public boolean failed() {
        boolean opens = failures.incrementAndGet() == FAILURES_MAX;
        if (opens) {
            closedFromNanos.set(nanoTime.getAsLong() + restNanos);
        }
        return opens && enabled && isDue(reportFromNanos, REPORT_EVERY_NANOS);
    }

    /** Returns true for one caller once the time has come; the next time is an interval later. */
    private boolean isDue(AtomicLong fromNanos, long everyNanos) {
        long from = fromNanos.get();
        long now = nanoTime.getAsLong();
        return now - from >= 0 && fromNanos.compareAndSet(from, now + everyNanos);
    }

    public boolean isOpen() {
        return enabled && failures.get() >= FAILURES_MAX;
    }
}
