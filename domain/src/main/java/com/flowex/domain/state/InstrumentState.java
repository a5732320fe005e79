package com.flowex.domain.state;

import com.flowex.domain.Instrument;
import com.flowex.domain.MarketState;

/**
 * A listed market, in the order of listing.
 */
public record InstrumentState(Instrument instrument, MarketState state) implements StateRecord {}
