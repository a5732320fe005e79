package com.flowex.gateway.upstream;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Circuit breaker of an upstream. It opens if half of the calls fail, even if never several in a row. It stays open for
 * ten seconds, after which one call is tried. It counts over periods of ten seconds. Safe for many threads.
 */
final class UpstreamCircuitBreaker {

    /** Change of the breaker that a call's result has made. */
    enum Change {
        NONE,
        OPENED,
        CLOSED
    }

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int CALLS_MIN = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private long startNanos;
    private int calls;
    private int failures;
    private volatile boolean isOpen;
    private boolean trying;
    private long openedNanos;

    UpstreamCircuitBreaker(long now) {
        startNanos = now;
    }

    boolean isOpen() {
        return isOpen;
    }

    /** Returns true if a call may go on; while the breaker is open, one call in each period may. */
    boolean permits(long now) {
        if (!isOpen) {
            return true;
        }
        lock.lock();
        try {
            if (!isOpen) {
                return true;
            }
            if (now - openedNanos < WINDOW_NANOS) {
                return false;
            }
            trying = true;
            // A trial call that never reports must not keep the breaker open for ever: the next one tries a period
            // later.
            openedNanos = now;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Records a call's result; returns what that changed. */
    Change record(boolean failed, long now) {
        lock.lock();
        try {
            if (isOpen) {
                return close(failed, now);
            }
            if (now - startNanos >= WINDOW_NANOS) {
                begin(now);
            }
            calls++;
            failures += failed ? 1 : 0;
            isOpen = calls >= CALLS_MIN && failures * 2 >= calls;
            openedNanos = now;
            return isOpen ? Change.OPENED : Change.NONE;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the result of the trial call. Calls that were running when the breaker opened are ignored. */
    private Change close(boolean failed, long now) {
        if (!trying) {
            return Change.NONE;
        }
        trying = false;
        isOpen = failed;
        openedNanos = now;
        begin(now);
        return failed ? Change.NONE : Change.CLOSED;
    }

    private void begin(long now) {
        startNanos = now;
        calls = 0;
        failures = 0;
    }
}
