package com.flowex.engine.book;

/** Phase of an open order. */
public enum OrderPhase {
    /** The order is in the book. */
    RESTS,
    /** The order is outside the book until its trigger is met. */
    WAITS,
    /** The order has triggered and is outside the book until its turn comes. */
    TRIGGERED,
    /** The order is outside the book and is traded in slices. */
    SLICED,
    /** The order is outside the book until the order it is linked with is filled. */
    PENDING,
    /** The order is outside the book until its turn to begin comes. */
    STARTING,
    /** The order is outside the book until its turn to take comes, for the first time or again. */
    TAKING
}
