package com.flowex.strategy.data;

import com.flowex.domain.order.Side;

/** Public trade of a market. */
public record MarketTrade(String symbol, long timeNanos, double price, double quantity, Side takerSide) {}
