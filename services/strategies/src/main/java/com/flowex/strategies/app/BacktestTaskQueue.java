package com.flowex.strategies.app;

/** Queue of the tasks that run back-tests. */
@FunctionalInterface
public interface BacktestTaskQueue {

    /**
     * Orders a task that runs the tenant's waiting back-tests.
     *
     * @param by name of the caller, for the list of tasks
     */
    void order(int tenant, String by);
}
