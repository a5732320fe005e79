/**
 * Ledger: balances and holds. It knows no orders. Knows no orders.
 *
 * <p>Invariants: every asset sums to zero over all accounts of its tenant; the hold of every balance is the sum of the
 * claims on it.
 */
@NullMarked
package com.flowex.engine.ledger;

import org.jspecify.annotations.NullMarked;
