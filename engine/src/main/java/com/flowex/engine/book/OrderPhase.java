package com.flowex.engine.book;

/** Where an open order stands. */
public enum OrderPhase {
    /** In the book. */
    RESTS,
    /** Outside the book, until its trigger is met. */
    WAITS,
    /** Outside the book, until it is its turn. */
    TRIGGERED,
    /** Outside the book, worked in slices. */
    SLICED,
    /** Outside the book, until the order that it is linked with is filled. */
    PENDING,
    /** Outside the book, until it is its turn to begin. */
    STARTING
}
