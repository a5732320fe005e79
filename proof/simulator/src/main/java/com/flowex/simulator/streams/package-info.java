/**
 * Judges the readings of streams: each number of an account once and in order, up to the last, with changes that sum to
 * the account's balances.
 *
 * <p>Invariant: nothing here reads a file, a clock or a socket; the same readings have the same report.
 */
@NullMarked
package com.flowex.simulator.streams;

import org.jspecify.annotations.NullMarked;
