package com.flowex.cluster.pace;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/** How a thread waits for something that takes a moment. Nobody wakes it, so nobody has to know it: it may be made often. */
enum Moment implements IdleStrategy {
    /** Keeps nothing. */
    SHORT;

    /** With the timer's slack it is about twice as long. */
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
