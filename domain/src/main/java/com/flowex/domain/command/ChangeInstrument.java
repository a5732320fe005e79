package com.flowex.domain.command;

import com.flowex.domain.Instrument;

/**
 * Gives a market new rules and fees from now on. Tenant, id, symbol, assets and price scale are fixed for ever; open orders
 * stay as they are. The same rules again change nothing. Who changes what is there sends {@link ReplaceInstrument}; this one is in
 * logs of before.
 */
public record ChangeInstrument(Instrument instrument) implements Command {}
