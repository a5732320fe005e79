package com.flowex.domain;

/**
 * What happens where an order would trade with another of the same account or prevention group. The mode of the order
 * that comes in decides; whatever the mode, executed + prevented + remaining = original, for both orders.
 */
public enum SelfTradePrevention {
    /** They trade. */
    NONE,
    /** The order that comes in ends. */
    EXPIRE_TAKER,
    /** The resting order ends and the other goes on. */
    EXPIRE_MAKER,
    /** Both end. */
    EXPIRE_BOTH,
    /** Both become smaller by what they would have traded; the one at zero ends. */
    DECREMENT
}
