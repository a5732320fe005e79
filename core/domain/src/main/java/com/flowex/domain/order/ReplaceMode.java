package com.flowex.domain.order;

/** Behavior of a cancel-replace when there is no order left to cancel. */
public enum ReplaceMode {
    /** The new order is refused. */
    STOP_ON_FAILURE,
    /** The new order is placed anyway. */
    ALLOW_FAILURE
}
