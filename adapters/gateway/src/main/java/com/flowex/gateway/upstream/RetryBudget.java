package com.flowex.gateway.upstream;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Budget of retries: a small share of all calls. Where everything fails, unlimited retries would double the load of the
 * remaining upstreams. Safe for many threads.
 */
public final class RetryBudget {

    /** Price of a retry. */
    private static final long PRICE = 100;

    /** Greatest number of saved retries, also the number at the start. */
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

    /** Takes a retry from the budget; returns false if there is none. */
    public boolean spend() {
        long before = saved.getAndUpdate(now -> now >= PRICE ? now - PRICE : now);
        return percent > 0 && before >= PRICE;
    }
}
