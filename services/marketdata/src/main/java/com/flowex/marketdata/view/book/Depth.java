package com.flowex.marketdata.view.book;

/**
 * The published window of a book: its best levels as they were after one event. Immutable.
 *
 * @param sequence number of the last event that changed the book; 0 for a book that was never changed
 * @param bids highest price first
 * @param asks lowest price first
 */
public record Depth(long sequence, Levels bids, Levels asks) {

    /** Depth of a market in which no order ever rested. */
    public static final Depth EMPTY = new Depth(0, Levels.NONE, Levels.NONE);
}
