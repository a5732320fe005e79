/**
 * Everything the exchange knows, and what meets in it: open orders, reservations, the journal of the command at hand.
 *
 * <p>Invariant: nothing here depends on a rule: the rules change it.
 */
@NullMarked
package com.flowex.engine.state;

import org.jspecify.annotations.NullMarked;
