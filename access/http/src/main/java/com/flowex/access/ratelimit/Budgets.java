package com.flowex.access.ratelimit;

/** Budgets by name; a new one is full. Thread-safe. */
public interface Budgets extends AutoCloseable {

    /**
     * Result of drawing on a budget.
     *
     * @param remaining requests left
     * @param waitNanos time until there is enough again, nanoseconds; 0 if it was granted
     */
    record DrawResult(boolean granted, long remaining, long waitNanos) {}

    DrawResult draw(String budget, Quota quota, int requests);

    @Override
    void close();
}
