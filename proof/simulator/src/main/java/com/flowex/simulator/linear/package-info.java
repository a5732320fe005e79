/**
 * Judges histories: could one exchange that handles one operation after the other have given these answers?
 *
 * <p>Invariant: nothing here reads a file, a clock or a socket; the same history has the same verdict. A history that
 * is accepted has an order of its commands, each between its request and its answer, in which every answer is right; a
 * refused one has none.
 */
@NullMarked
package com.flowex.simulator.linear;

import org.jspecify.annotations.NullMarked;
