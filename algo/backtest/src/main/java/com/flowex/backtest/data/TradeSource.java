package com.flowex.backtest.data;

import com.flowex.domain.order.Side;

/** Public trades of one market, in rising time. */
public non-sealed interface TradeSource extends MarketDataSource {

    @Override
    TradeSource until(long nanos);

    /** Returns a reader at the first trade. */
    TradeCursor open();

    /** Reader of trades; the fields belong to the trade of the last {@link #advance} that returned true. */
    interface TradeCursor {

        /** Moves to the next trade; returns false at the end. */
        boolean advance();

        long timeNanos();

        double price();

        double quantity();

        /** Returns the side of the incoming order. */
        Side takerSide();
    }
}
