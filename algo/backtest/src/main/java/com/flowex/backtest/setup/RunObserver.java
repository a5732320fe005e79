package com.flowex.backtest.setup;

/** Hook of the caller into a run; the run calls it now and then from its own thread. */
public interface RunObserver {

    /** Observer that watches nothing and never cancels. */
    RunObserver NONE = new RunObserver() {};

    /**
     * Receives the progress.
     *
     * @param timeNanos log time reached
     * @param rows rows of data processed
     */
    default void progress(long timeNanos, long rows) {}

    /** Returns true if the run shall end now; its result is partial then and says so. */
    default boolean isCanceled() {
        return false;
    }
}
