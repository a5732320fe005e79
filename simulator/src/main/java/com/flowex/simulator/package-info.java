/**
 * Proof by what really happened: recorded order flow, sent through the engine and compared with what was published.
 *
 * <p>Invariant: the engine decides alone; what was published is only ever compared with, or stands in for orders that
 * nobody published.
 */
@NullMarked
package com.flowex.simulator;

import org.jspecify.annotations.NullMarked;
