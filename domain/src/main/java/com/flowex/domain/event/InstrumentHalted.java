package com.flowex.domain.event;

import com.flowex.domain.InstrumentId;

/**
 * A market takes no orders from now on.
 */
public record InstrumentHalted(InstrumentId instrument) implements Event {}
