package com.flowex.domain.command;

import com.flowex.domain.market.Instrument;

/** Lists a market between two listed assets of its tenant; the market is open at once. */
public record ListInstrument(Instrument instrument) implements Command {}
