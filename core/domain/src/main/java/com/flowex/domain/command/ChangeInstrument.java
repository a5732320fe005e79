package com.flowex.domain.command;

import com.flowex.domain.market.Instrument;

/**
 * Gives a market new rules and fees from now on. Tenant, id, symbol, assets and price scale are fixed for ever; open
 * orders stay as they are. Giving the same rules again changes nothing. New requests use {@link ReplaceInstrument};
 * this command is in older logs.
 */
public record ChangeInstrument(Instrument instrument) implements Command {}
