package com.flowex.risk.app;

/** Queue of computations for background tasks. */
public interface RiskTaskQueue {

    /** A computation that waits for its turn. */
    record Ordered(String id, String state) {}

    /**
     * Orders all scores of a tenant.
     *
     * @param by the user who orders them
     */
    Ordered scores(int tenant, String by);

    /**
     * Orders the analysis of a tenant's waiting portfolios.
     *
     * @param by the user who orders it
     */
    Ordered portfolios(int tenant, String by);
}
