package com.flowex.marketdata.stream;

import com.flowex.marketdata.candle.Candle;
import com.flowex.marketdata.candle.Interval;

/**
 * Candle of a stream's message.
 *
 * @param closed true if no trade can join the candle
 */
public record Kline(Interval interval, Candle candle, boolean closed) {}
