/** Reconciliation of chain, wallet and ledger, and the stops where they disagree. */
@NullMarked
package com.flowex.wallet.reconcile;

import org.jspecify.annotations.NullMarked;
