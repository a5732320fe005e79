/** Routes and operator commands of reconciliation: results, adjustments and opening balances. */
@NullMarked
package com.flowex.wallet.api.reconcile;

import org.jspecify.annotations.NullMarked;
