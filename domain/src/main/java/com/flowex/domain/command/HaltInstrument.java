package com.flowex.domain.command;

import com.flowex.domain.InstrumentId;

/**
 * Stops trading in a market: no order enters, cancels and reductions are served. Halting twice changes nothing.
 */
public record HaltInstrument(int tenant, InstrumentId instrument) implements Command {}
