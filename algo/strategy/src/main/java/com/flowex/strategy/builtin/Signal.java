package com.flowex.strategy.builtin;

import com.flowex.strategy.data.Bar;

/** Rule that decides after each bar of one market; it knows nothing of orders. */
interface Signal {

    /** Decision of a rule. Entering while invested and leaving while not are no changes. */
    enum Decision {
        ENTER,
        LEAVE,
        STAY
    }

    /** Receiver of points of a plot. */
    interface Plot {
        void point(String name, double value);
    }

    Decision onBar(Bar bar);

    /** Gives the figures after the last bar, as far as they are known. */
    void plot(Plot plot);
}
