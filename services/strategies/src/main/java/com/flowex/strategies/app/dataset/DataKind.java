package com.flowex.strategies.app.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.flowex.backtest.data.CandleSource;
import com.flowex.backtest.data.MarketDataSource;
import com.flowex.backtest.data.OrderFlowSource;
import com.flowex.backtest.data.TradeSource;

/** Kind of the rows of a data set. */
public enum DataKind {
    @JsonProperty("candles")
    CANDLES("candles", 400_000),

    @JsonProperty("trades")
    TRADES("trades", DataKind.ROWS_MAX),

    @JsonProperty("orders")
    ORDERS("recorded orders", DataKind.ROWS_MAX);

    /** Highest number of rows of a file of any kind. */
    static final int ROWS_MAX = 1_000_000;

    private final String word;
    private final int rowsMax;

    DataKind(String word, int rowsMax) {
        this.word = word;
        this.rowsMax = rowsMax;
    }

    static DataKind of(MarketDataSource data) {
        return switch (data) {
            case CandleSource _ -> CANDLES;
            case TradeSource _ -> TRADES;
            case OrderFlowSource _ -> ORDERS;
        };
    }

    /** Returns the rows as messages name them. */
    public String word() {
        return word;
    }

    /** Returns the highest number of rows of a file, and of all files of a back-test together. */
    public int rowsMax() {
        return rowsMax;
    }
}
