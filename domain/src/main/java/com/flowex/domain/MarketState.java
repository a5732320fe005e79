package com.flowex.domain;

/** Whether a market takes orders. */
public enum MarketState {
    OPEN,
    /** Nothing trades and no order enters; cancels and reductions are served. */
    HALTED
}
