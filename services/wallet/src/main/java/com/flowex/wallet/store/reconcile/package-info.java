/** Tables of reconciliation: results, faults of postings, adjustments and opening balances. */
@NullMarked
package com.flowex.wallet.store.reconcile;

import org.jspecify.annotations.NullMarked;
