/**
 * Replay of Nasdaq order flow in the format of LOBSTER: a file of messages and, row by row, the book after each.
 *
 * <p>Invariant: after each row the engine's book equals the published one, or the row was counted as revealed or as a
 * mismatch.
 */
@NullMarked
package com.flowex.simulator.lobster;

import org.jspecify.annotations.NullMarked;
