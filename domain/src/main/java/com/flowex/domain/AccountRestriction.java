package com.flowex.domain;

/** What is left to an account whose owner is restricted; beside it, and not instead of it, stands the kill switch of its operators. */
public enum AccountRestriction {
    /** Everything. */
    NONE,
    /** It sells what it holds and cancels, and buys nothing. */
    REDUCE_ONLY,
    /** It has no orders. */
    SUSPENDED;

    /** Whether the account may have an order of this side. */
    public boolean allows(Side side) {
        return this == NONE || this == REDUCE_ONLY && side == Side.SELL;
    }
}
