package com.flowex.domain.order;

/**
 * Handling of an order that would trade with another of the same account or prevention group. In every mode, executed +
 * prevented + remaining = original, for both orders.
 */
public enum SelfTradePrevention {
    /** The two orders trade. */
    NONE,
    /** The incoming order ends. */
    EXPIRE_TAKER,
    /** The resting order ends, and the incoming order continues. */
    EXPIRE_MAKER,
    /** Both orders end. */
    EXPIRE_BOTH,
    /** Both orders become smaller by the quantity they would have traded; an order that reaches zero ends. */
    DECREMENT,
    /** Acts as {@link #DECREMENT}: no value moves between accounts of one prevention group. */
    TRANSFER;

    /** Returns the mode by which this one acts. */
    public SelfTradePrevention effect() {
        return this == TRANSFER ? DECREMENT : this;
    }
}
