package com.flowex.platform.logging;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rate limit per minute that counts what it leaves out. Thread-safe; concurrent callers may take one or two too many.
 */
public final class PerMinuteLimiter {

    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final int perMinute;
    private final AtomicLong begunNanos = new AtomicLong(System.nanoTime());
    private final AtomicInteger used = new AtomicInteger();
    private final AtomicLong leftOut = new AtomicLong();

    public PerMinuteLimiter(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Returns true if one more is allowed in this minute. */
    public boolean tryAcquire() {
        long now = System.nanoTime();
        long start = begunNanos.get();
        if (now - start >= MINUTE_NANOS && begunNanos.compareAndSet(start, now)) {
            used.set(0);
        }
        boolean isLeft = used.get() < perMinute && used.incrementAndGet() <= perMinute;
        if (!isLeft) {
            leftOut.incrementAndGet();
        }
        return isLeft;
    }

    /** Returns the number left out since the last call. */
    public long takeLeftOut() {
        return leftOut.getAndSet(0);
    }
}
