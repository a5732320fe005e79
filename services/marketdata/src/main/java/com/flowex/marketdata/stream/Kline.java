package com.flowex.marketdata.stream;

import com.flowex.marketdata.candle.Candle;
import com.flowex.marketdata.candle.Interval;

/**
 * A candle as it is told.
 *
 * @param closed whether nothing will be traded in it any more
 */
public record Kline(Interval interval, Candle candle, boolean closed) {}
