package com.flowex.sandbox.child;

import java.util.Random;

/** Time and randomness of a run, which a script sees in place of the machine's. */
final class RunClock {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private long timeNanos;
    private final Random random = new Random(0);

    void moveTo(long timeNanos) {
        this.timeNanos = timeNanos;
    }

    void seed(long seed) {
        random.setSeed(seed);
    }

    double millis() {
        return millis(timeNanos);
    }

    static double millis(long nanos) {
        return Math.floorDiv(nanos, NANOS_PER_MILLI);
    }

    double random() {
        return random.nextDouble();
    }
}
