/**
 * Who has what: balances and holds. Knows no orders.
 *
 * <p>Invariant: every asset sums to zero over all accounts of its tenant.
 */
@NullMarked
package com.flowex.engine.ledger;

import org.jspecify.annotations.NullMarked;
