package com.flowex.marketdata.market;

import com.flowex.marketdata.candle.Candle;
import com.flowex.marketdata.tape.PublicTrade;
import java.util.List;
import java.util.Optional;

/**
 * What readers see of a market: one immutable value, so that no two parts of an answer are of different moments.
 *
 * @param open whether the market takes orders
 * @param minutes one-minute candles since a day before the last trade, oldest first
 * @param lastTrade the latest trade, if there ever was one
 * @param sequence number of the last event about this market
 * @param timeNanos log time of that event, since 1970
 */
public record MarketView(
        boolean open,
        PublishedDepth depth,
        List<Candle> minutes,
        Optional<PublicTrade> lastTrade,
        long sequence,
        long timeNanos) {}
