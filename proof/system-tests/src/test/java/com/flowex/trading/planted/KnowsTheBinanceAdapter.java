package com.flowex.trading.planted;

import com.flowex.binance.planted.AdapterClass;

/** A service that knows an adapter. */
public record KnowsTheBinanceAdapter(AdapterClass adapter) {}
