package com.flowex.backtest.data;

/**
 * Data of one market, which can be read any number of times. The kinds differ in what they know: candles know no book,
 * trades know no queue.
 */
public sealed interface MarketDataSource permits CandleSource, TradeSource, OrderFlowSource {

    /** Returns what the data is, where it comes from and what it lacks; reads the data if it must. */
    DataManifest manifest();

    /** Returns the part of the data that is known at a time, exclusive. */
    MarketDataSource until(long nanos);

    /** Returns the decimal places and the highest price that a market for this data needs. */
    Precision precision();

    /**
     * Precision of data.
     *
     * @param priceDecimals highest number of decimal places of a price
     * @param quantityDecimals highest number of decimal places of a quantity
     * @param priceMax highest price
     */
    record Precision(int priceDecimals, int quantityDecimals, double priceMax) {}
}
