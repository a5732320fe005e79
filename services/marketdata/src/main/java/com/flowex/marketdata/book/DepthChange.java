package com.flowex.marketdata.book;

import com.flowex.domain.Side;

/**
 * What turns one published depth into a later one, however much happened in between: a reader who knows
 * {@code previous} and sets each level to its quantity here (0 removes it) knows {@code sequence}.
 *
 * @param previous sequence of the depth that this change starts from
 * @param sequence of the depth that it leads to
 */
public record DepthChange(long previous, long sequence, Levels bids, Levels asks) {

    /** The net change between two depths of one market. */
    public static DepthChange between(Depth before, Depth after) {
        return new DepthChange(
                before.sequence(),
                after.sequence(),
                before.bids().changesTo(after.bids(), Side.BUY),
                before.asks().changesTo(after.asks(), Side.SELL));
    }

    /** Whether nothing that is published differs. */
    public boolean isEmpty() {
        return bids.isEmpty() && asks.isEmpty();
    }
}
