package com.flowex.domain.market;

/** Trading status of a market: the kinds of request it accepts. Owners may cancel in every state. */
public enum MarketState {
    /** The market accepts everything. */
    OPEN,
    /** The market accepts post-only limit orders: the book fills, and nothing trades. */
    POST_ONLY,
    /** The market accepts no orders, only cancels and reductions. */
    CANCEL_ONLY,
    /** The market accepts no orders and no changes to orders, only cancels. */
    HALTED,
    /** The market is gone for good: its orders have ended and it accepts nothing. */
    DELISTED
}
