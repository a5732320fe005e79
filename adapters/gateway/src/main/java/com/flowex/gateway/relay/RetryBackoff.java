package com.flowex.gateway.relay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Backoff before a retry: longer each time, with a random part. */
public final class RetryBackoff implements AutoCloseable {

    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Waits between half of the backoff and all of it.
     *
     * @param attempt number of the attempt, 0 for the first
     * @param left remaining time of the call
     * @return false if there is no time for a retry, or the gateway stops
     */
    boolean after(int attempt, Duration left) {
        long most = FIRST_NANOS << attempt;
        long nanos = ThreadLocalRandom.current().nextLong(most / 2, most + 1);
        if (nanos >= left.toNanos()) {
            return false;
        }
        try {
            return !closed.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
