package com.flowex.risk;

/** Where a computation is ordered that background work does. */
public interface Computations {

    /** A computation that waits for its turn. */
    record Ordered(String id, String state) {}

    /**
     * Orders all scores of a tenant.
     *
     * @param by who wants them
     */
    Ordered scores(int tenant, String by);

    /**
     * Orders that the portfolios of a tenant that wait are looked at.
     *
     * @param by who wants one
     */
    Ordered portfolios(int tenant, String by);
}
