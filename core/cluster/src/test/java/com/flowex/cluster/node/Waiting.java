package com.flowex.cluster.node;

import com.flowex.testsupport.PollInterval;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition with a deadline. */
final class Waiting {
    private static final long DEADLINE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private Waiting() {}

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        PollInterval interval = new PollInterval();
        while (!condition.getAsBoolean()) {
            if (deadline - System.nanoTime() < 0) {
                throw new AssertionError("waited in vain");
            }
            LockSupport.parkNanos(interval.nanos());
        }
    }
}
