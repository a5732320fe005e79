package com.flowex.marketdata.api.stream;

import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;

/**
 * Candle of a stream's message.
 *
 * @param closed true if no trade can join the candle
 */
public record Kline(Interval interval, Candle candle, boolean closed) {}
