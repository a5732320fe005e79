package com.flowex.gateway.upstream;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Leaves an upstream alone that fails half of its calls, even if never several in a row: for ten seconds, after which one call tries. Counts
 * over stretches of ten seconds. Safe for many threads.
 */
final class FailureShare {

    private static final long STRETCH_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int CALLS_MIN = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private long begunNanos;
    private int calls;
    private int failures;
    private volatile boolean isOpen;
    private boolean trying;
    private long openedNanos;

    FailureShare(long now) {
        begunNanos = now;
    }

    boolean isOpen() {
        return isOpen;
    }

    /** Whether a call may go on; while it is open, one a stretch. */
    boolean permits(long now) {
        if (!isOpen) {
            return true;
        }
        lock.lock();
        try {
            if (!isOpen) {
                return true;
            }
            if (now - openedNanos < STRETCH_NANOS) {
                return false;
            }
            trying = true;
            // Whoever tries and never says how it went must not keep it open for ever: the next tries a stretch later.
            openedNanos = now;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether it opened just now */
    boolean told(boolean failed, long now) {
        lock.lock();
        try {
            if (isOpen) {
                return close(failed, now);
            }
            if (now - begunNanos >= STRETCH_NANOS) {
                begin(now);
            }
            calls++;
            failures += failed ? 1 : 0;
            isOpen = calls >= CALLS_MIN && failures * 2 >= calls;
            openedNanos = now;
            return isOpen;
        } finally {
            lock.unlock();
        }
    }

    /** What was under way when it opened says nothing; the one that tries does. */
    private boolean close(boolean failed, long now) {
        if (trying) {
            trying = false;
            isOpen = failed;
            openedNanos = now;
            begin(now);
        }
        return false;
    }

    private void begin(long now) {
        begunNanos = now;
        calls = 0;
        failures = 0;
    }
}
