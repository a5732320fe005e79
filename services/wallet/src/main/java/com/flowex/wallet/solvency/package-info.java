/**
 * Proof of liabilities: that what customers are owed is counted whole, which each of them checks for themselves.
 *
 * <p>Invariant: a published tree sums to what the ledger owes at the same event, and is never changed.
 */
@NullMarked
package com.flowex.wallet.solvency;

import org.jspecify.annotations.NullMarked;
