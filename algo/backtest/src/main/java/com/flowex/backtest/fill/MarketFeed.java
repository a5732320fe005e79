package com.flowex.backtest.fill;

/** One market's data in time: the run always takes the step that is next in log time. */
public interface MarketFeed {

    /** Priorities of steps at the same time: closes come before anything that the next interval brings. */
    int CLOSE = 0;

    int OPEN = 1;
    int INSIDE = 2;

    /** Returns the time of the next step; {@link Long#MAX_VALUE} after the last. */
    long nextNanos();

    /** Returns the priority of the next step among steps at the same time, lowest first. */
    int priority();

    /** Takes the next step, at the log time {@link #nextNanos}. */
    void step();

    /** Looks for data that was added since the last step; data that cannot grow needs none of it. */
    default void grow() {}

    /** Returns the number of rows of data that were used. */
    long rows();
}
