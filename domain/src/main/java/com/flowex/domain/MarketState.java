package com.flowex.domain;

/** What a market takes. Owners may cancel in every state. */
public enum MarketState {
    /** Everything. */
    OPEN,
    /** Post-only limit orders: the book fills, nothing trades. */
    POST_ONLY,
    /** No orders; cancels and reductions. */
    CANCEL_ONLY,
    /** No orders and no changes to orders; cancels only. */
    HALTED,
    /** Gone for good: its orders have ended and it takes nothing. */
    DELISTED
}
