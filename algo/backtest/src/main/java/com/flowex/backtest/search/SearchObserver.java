package com.flowex.backtest.search;

/** Hook of the caller into a search. Calls come one at a time, from the threads that run trials. */
public interface SearchObserver {

    /** Observer that keeps nothing and never cancels. */
    SearchObserver NONE = new SearchObserver() {};

    /**
     * Receives a trial when it has finished, for the caller to keep.
     *
     * @param finished finished trials, this one and those of before included
     */
    default void finished(Trial trial, int finished, int planned) {}

    /** Returns true if no further trial shall begin. */
    default boolean isCanceled() {
        return false;
    }
}
