package com.flowex.systemtests;

import com.flowex.testsupport.PollInterval;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for something that must come true, and not for ever. */
final class Deadline {

    private Deadline() {}

    /** @throws AssertionError with this message if it has not come true in time */
    static void await(Duration limit, BooleanSupplier condition, Supplier<String> otherwise) {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        PollInterval interval = new PollInterval();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new AssertionError("after " + limit.toSeconds() + " s: " + otherwise.get());
            }
            LockSupport.parkNanos(interval.nanos());
        }
    }
}
