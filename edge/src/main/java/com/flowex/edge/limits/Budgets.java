package com.flowex.edge.limits;

/** Budgets by name; one that nobody has drawn on yet is full. Safe for many threads. */
public interface Budgets extends AutoCloseable {

    /**
     * What became of drawing on a budget.
     *
     * @param remaining requests left
     * @param waitNanos until there is enough again; 0 if it was granted
     */
    record Drawn(boolean granted, long remaining, long waitNanos) {}

    Drawn draw(String budget, Quota quota, int requests);

    @Override
    void close();
}
