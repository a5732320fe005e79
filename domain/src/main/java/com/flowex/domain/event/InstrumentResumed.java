package com.flowex.domain.event;

import com.flowex.domain.InstrumentId;

/**
 * A halted market takes orders again.
 */
public record InstrumentResumed(InstrumentId instrument) implements Event {}
