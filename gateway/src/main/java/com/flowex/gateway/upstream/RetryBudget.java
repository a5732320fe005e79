package com.flowex.gateway.upstream;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls may be tried again as long as that is a small share of all calls: where everything fails, trying again would double what is asked of
 * those who are left. Safe for many threads.
 */
public final class RetryBudget {

    /** Of a retry. */
    private static final long PRICE = 100;

    /** So many retries are saved up at most, and there at the start. */
    private static final long SAVED_MAX = 20 * PRICE;

    private final AtomicLong saved = new AtomicLong(SAVED_MAX);
    private final int percent;

    /** @param percent retries per hundred calls, in the long run */
    public RetryBudget(int percent) {
        this.percent = percent;
    }

    public void earn() {
        if (saved.get() < SAVED_MAX) {
            saved.addAndGet(percent);
        }
    }

    /** Whether there was one to spend. */
    public boolean spend() {
        long before = saved.getAndUpdate(now -> now >= PRICE ? now - PRICE : now);
        return percent > 0 && before >= PRICE;
    }
}
