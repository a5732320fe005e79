package com.flowex.backtest.data;

import com.flowex.strategy.data.BarInterval;

/** Candles of one interval, in rising time. */
public non-sealed interface CandleSource extends MarketDataSource {

    BarInterval interval();

    @Override
    CandleSource until(long nanos);

    /** Returns a reader at the first candle. */
    CandleCursor open();

    /** Reader of candles; the fields belong to the candle of the last {@link #advance} that returned true. */
    interface CandleCursor {

        /** Moves to the next candle; returns false at the end. */
        boolean advance();

        /** Returns the beginning of the candle's interval in nanoseconds since 1970. */
        long openNanos();

        double open();

        double high();

        double low();

        double close();

        /** Returns the traded quantity of the base asset. */
        double volume();
    }
}
