package com.flowex.marketdata.view;

import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.PublicTrade;
import java.util.List;
import java.util.Optional;

/**
 * State of a market for readers. It is one immutable value, so that all parts of an answer are of the same moment.
 *
 * @param open true if the market takes orders
 * @param depth published depth
 * @param candles latest candles of every interval
 * @param lastTrade latest trade; empty if there was none yet
 * @param sequence number of the last event about this market
 * @param timeNanos log time of that event, nanoseconds since 1970
 */
public record MarketView(
        boolean open,
        PublishedDepth depth,
        RecentCandles candles,
        Optional<PublicTrade> lastTrade,
        long sequence,
        long timeNanos) {

    /** Returns the price of the latest trade; before the first, the last close of imported history, if there is any. */
    public Optional<Long> lastPriceUnits() {
        List<Candle> minutes = candles.minutes();
        return lastTrade
                .map(PublicTrade::priceUnits)
                .or(() -> minutes.isEmpty()
                        ? Optional.empty()
                        : Optional.of(minutes.getLast().closeUnits()));
    }
}
