/**
 * Whole state of the exchange, with its shared parts: open orders, reservations, the journal of the present command.
 *
 * <p>Invariant: nothing here depends on a rule; the rules change the state.
 */
@NullMarked
package com.flowex.engine.state;

import org.jspecify.annotations.NullMarked;
