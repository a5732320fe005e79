/** Endpoints of balances, now and at any former moment. */
@NullMarked
package com.flowex.wallet.api.balance;

import org.jspecify.annotations.NullMarked;
