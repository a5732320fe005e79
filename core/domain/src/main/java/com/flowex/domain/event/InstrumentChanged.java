package com.flowex.domain.event;

import com.flowex.domain.market.Instrument;

/**
 * A market has other rules or fees from now on.
 */
public record InstrumentChanged(Instrument instrument) implements Event {}
