package com.flowex.risk.app.daily;

import com.flowex.orderentry.market.InstrumentDirectory;

/**
 * Listed assets and markets with their prices.
 *
 * @param days daily history of the markets
 * @param caps market caps of the assets
 */
public record PricedMarkets(InstrumentDirectory directory, MarketHistory days, MarketCaps caps) {}
