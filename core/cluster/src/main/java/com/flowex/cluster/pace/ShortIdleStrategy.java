package com.flowex.cluster.pace;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/** Idle strategy for a short wait. Nothing wakes it, so it needs no registration and may be made often. */
enum ShortIdleStrategy implements IdleStrategy {
    /** The single instance; it has no state. */
    SHORT;

    /** Park time; with the timer's slack it is about twice as long. */
    private static final long NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    @Override
    public void idle(int workCount) {
        if (workCount <= 0) {
            idle();
        }
    }

    @Override
    public void idle() {
        LockSupport.parkNanos(NANOS);
    }

    @Override
    public void reset() {}
}
