package com.flowex.marketdata.view.book;

import com.flowex.domain.order.Side;

/**
 * Difference between two published depths, however much happened between them. A reader who knows the depth of
 * {@code previous} and sets each level to its quantity here (0 removes it) has the depth of {@code sequence}.
 *
 * @param previous sequence of the depth that this change starts from
 * @param sequence sequence of the depth that this change leads to
 */
public record DepthChange(long previous, long sequence, Levels bids, Levels asks) {

    /** Returns the net change between two depths of one market. */
    public static DepthChange between(Depth before, Depth after) {
        return new DepthChange(
                before.sequence(),
                after.sequence(),
                before.bids().changesTo(after.bids(), Side.BUY),
                before.asks().changesTo(after.asks(), Side.SELL));
    }

    /** Returns true if nothing that is published differs. */
    public boolean isEmpty() {
        return bids.isEmpty() && asks.isEmpty();
    }
}
