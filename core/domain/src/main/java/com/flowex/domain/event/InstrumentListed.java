package com.flowex.domain.event;

import com.flowex.domain.market.Instrument;

/**
 * A market exists from now on and is open.
 */
public record InstrumentListed(Instrument instrument) implements Event {}
