package com.flowex.strategy.data;

import java.util.List;

/**
 * Best levels of a book.
 *
 * @param bids levels from the highest price down, at most as many as were requested
 * @param asks levels from the lowest price up
 */
public record BookDepth(String symbol, long timeNanos, List<Level> bids, List<Level> asks) {

    /** All visible quantity at one price. */
    public record Level(double price, double quantity) {}

    public BookDepth {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }
}
