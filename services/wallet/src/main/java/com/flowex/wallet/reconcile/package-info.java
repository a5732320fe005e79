/** Whether chain, wallet and ledger say the same, and what stops where they do not. */
@NullMarked
package com.flowex.wallet.reconcile;

import org.jspecify.annotations.NullMarked;
