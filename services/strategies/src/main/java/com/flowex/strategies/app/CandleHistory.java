package com.flowex.strategies.app;

import com.flowex.orderentry.market.ListedMarket;
import com.flowex.strategy.data.BarInterval;
import java.util.List;

/** Stored candles of the exchange's own markets. */
public interface CandleHistory {

    /** Returns true if candles of this length can be read. */
    boolean has(BarInterval interval);

    /**
     * Reads candles in rising time; an interval without a trade has none.
     *
     * @param fromSeconds earliest beginning, seconds since 1970
     * @param toSeconds first beginning that is too late
     * @param limit highest number of candles
     */
    List<StoredCandle> read(ListedMarket market, BarInterval interval, long fromSeconds, long toSeconds, int limit);

    /**
     * Candle; the numbers are the doubles nearest to the exact decimals.
     *
     * @param openSeconds beginning of its interval, seconds since 1970
     */
    record StoredCandle(long openSeconds, double open, double high, double low, double close, double volume) {}
}
