package com.flowex.domain.command;

import com.flowex.domain.Instrument;

/**
 * {@link ChangeInstrument}, if the market still is as it was when the change was made of it: of two who change different things at
 * the same time, in whichever processes, neither undoes the other's.
 *
 * @param before the market as whoever asks saw it
 */
public record ReplaceInstrument(Instrument before, Instrument next) implements Command {}
