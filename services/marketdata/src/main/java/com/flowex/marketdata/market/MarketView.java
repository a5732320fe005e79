package com.flowex.marketdata.market;

import com.flowex.marketdata.candle.RecentCandles;
import com.flowex.marketdata.tape.PublicTrade;
import java.util.Optional;

/**
 * What readers see of a market: one immutable value, so that no two parts of an answer are of different moments.
 *
 * @param open whether the market takes orders
 * @param candles the latest of every interval
 * @param lastTrade the latest trade, if there ever was one
 * @param sequence number of the last event about this market
 * @param timeNanos log time of that event, since 1970
 */
public record MarketView(
        boolean open,
        PublishedDepth depth,
        RecentCandles candles,
        Optional<PublicTrade> lastTrade,
        long sequence,
        long timeNanos) {}
