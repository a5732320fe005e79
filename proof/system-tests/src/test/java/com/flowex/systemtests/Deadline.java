package com.flowex.systemtests;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for something that must come true, and not for ever. */
final class Deadline {

    private static final long LOOK_EVERY_NANOS = 20_000_000;

    private Deadline() {}

    /** @throws AssertionError with this message if it has not come true in time */
    static void await(Duration limit, BooleanSupplier condition, Supplier<String> otherwise) {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new AssertionError("after " + limit.toSeconds() + " s: " + otherwise.get());
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
