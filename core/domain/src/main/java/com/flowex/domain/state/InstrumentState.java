package com.flowex.domain.state;

import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.MarketState;

/**
 * A listed market, in the order of listing.
 *
 * @param lastPriceUnits price of the last trade, 0 before the first
 * @param resumesNanos log time at which it opens by itself, in nanoseconds since 1970; 0 if it does not
 * @param isKilled true if a kill switch stops it
 * @param isEnding true if orders of it are still to be ended
 */
public record InstrumentState(
        Instrument instrument,
        MarketState state,
        long lastPriceUnits,
        long resumesNanos,
        boolean isKilled,
        boolean isEnding)
        implements StateRecord {}
