package com.flowex.domain.order;

/**
 * Fills that an order must have, or must not have, to be canceled. A quantity that self-trade prevention took from the
 * order counts as filled.
 */
public enum CancelRestriction {
    /** Nothing of the order is filled. */
    ONLY_NEW,
    /** A part of the order is filled. */
    ONLY_PARTIALLY_FILLED
}
