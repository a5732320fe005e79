package com.flowex.strategies.app.run.market;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of one market: its book, if that has changed, and its trades.
 *
 * @param timeNanos time of the market's last event
 * @param bids prices and quantities by turns, best first; null if the book is as before, as for the asks
 * @param lastTrade number of the last trade that the run knows
 */
public record QuoteRow(
        String symbol,
        long timeNanos,
        @Nullable List<Double> bids,
        @Nullable List<Double> asks,
        List<TradeRow> trades,
        long lastTrade) {

    public QuoteRow {
        bids = bids == null ? null : List.copyOf(bids);
        asks = asks == null ? null : List.copyOf(asks);
        trades = List.copyOf(trades);
    }

    /** Public trade. */
    public record TradeRow(long timeNanos, double price, double quantity, boolean isTakerBuyer) {}
}
