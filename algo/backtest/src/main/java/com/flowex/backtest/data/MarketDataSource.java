package com.flowex.backtest.data;

/**
 * Data of one market, which can be read any number of times. The kinds differ in what they know: candles know no book,
 * trades know no queue.
 */
public sealed interface MarketDataSource permits CandleSource, TradeSource, OrderFlowSource {

    /** Returns what the data is, where it comes from and what it lacks; reads the data if it must. */
    DataManifest manifest();
}
