/**
 * Who has what: balances and holds. Knows no orders.
 *
 * <p>Invariants: every asset sums to zero over all accounts of its tenant; of every purse, what is held is the sum of what is claimed.
 */
@NullMarked
package com.flowex.engine.ledger;

import org.jspecify.annotations.NullMarked;
