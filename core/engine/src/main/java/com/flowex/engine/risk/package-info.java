/**
 * Checks before an order trades: its own fields, kill switches, the market's status, the price band, limits of value.
 *
 * <p>Invariant: a check changes nothing; a change of a market's status emits an event.
 */
@NullMarked
package com.flowex.engine.risk;

import org.jspecify.annotations.NullMarked;
