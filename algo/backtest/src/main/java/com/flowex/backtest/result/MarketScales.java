package com.flowex.backtest.result;

import com.flowex.domain.value.Scale;

/** Scales of a market's numbers. */
public record MarketScales(String symbol, Scale price, Scale base, Scale quote) {}
