package com.flowex.strategy;

import com.flowex.strategy.data.Bar;

/** Consecutive bars of a run, of any of its markets, oldest first. */
public interface BarBatch {

    /** Returns the number of bars, at least one. */
    int size();

    /** Returns a bar. The strategy's own code must not see it before those of the lower indices are handled. */
    Bar bar(int index);

    /** Returns the log time at which a callback of the bar would run, in nanoseconds since 1970. */
    long timeNanos(int index);

    /**
     * Moves the run to the end of a bar, and returns the context of that time.
     *
     * @param index at least the index of the call before
     */
    TradingContext at(int index);
}
