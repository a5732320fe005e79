package com.flowex.risk;

/** Where a computation is ordered that background work does. */
@FunctionalInterface
public interface Computations {

    /** A computation that waits for its turn. */
    record Ordered(String id, String state) {}

    /**
     * Orders all scores of a tenant.
     *
     * @param by who wants them
     */
    Ordered scores(int tenant, String by);
}
