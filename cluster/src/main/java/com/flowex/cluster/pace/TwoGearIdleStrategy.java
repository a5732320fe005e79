package com.flowex.cluster.pace;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/** Parks longer and longer, up to the limit of the present gear; never spins, there are more threads than cores. */
final class TwoGearIdleStrategy implements IdleStrategy {
    private static final long FIRST_PARK_NANOS = 1_000;

    private final Pace pace;
    private @Nullable Thread thread;
    private long parkNanos = FIRST_PARK_NANOS;

    TwoGearIdleStrategy(Pace pace) {
        this.pace = pace;
    }

    @Override
    public void idle(int workCount) {
        if (workCount > 0) {
            reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        Thread current = Thread.currentThread();
        if (current != thread) {
            thread = current;
            pace.register(current);
        }
        if (pace.hot()) {
            LockSupport.parkNanos(parkNanos);
            parkNanos = Math.min(parkNanos * 2, Pace.HOT_PARK_MAX_NANOS);
        } else {
            LockSupport.parkNanos(Pace.COLD_PARK_NANOS);
        }
    }

    @Override
    public void reset() {
        parkNanos = FIRST_PARK_NANOS;
    }
}
