/**
 * Proof of liabilities: the exchange's total debt to customers is counted in full, and each customer can check it.
 *
 * <p>Invariant: a published tree sums to the ledger's liabilities at the same event, and never changes.
 */
@NullMarked
package com.flowex.wallet.app.solvency;

import org.jspecify.annotations.NullMarked;
