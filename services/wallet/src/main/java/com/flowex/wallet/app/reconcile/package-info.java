/** Reconciliation of chain, wallet and ledger, the stops where they disagree, and the adjustments that settle it. */
@NullMarked
package com.flowex.wallet.app.reconcile;

import org.jspecify.annotations.NullMarked;
