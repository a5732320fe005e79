/**
 * Judges what readers of streams saw: each number of an account once and in order, up to the last, and a story whose sums are what the account has.
 *
 * <p>Invariant: nothing here reads a file, a clock or a socket; the same readings have the same report.
 */
@NullMarked
package com.flowex.simulator.streams;

import org.jspecify.annotations.NullMarked;
