package com.flowex.domain.command;

import com.flowex.domain.market.Instrument;

/**
 * Changes a market like {@link ChangeInstrument}, on condition that it is still as the requester read it. So two
 * concurrent changes of different fields, from any processes, never undo each other.
 *
 * @param before market as the requester read it
 */
public record ReplaceInstrument(Instrument before, Instrument next) implements Command {}
