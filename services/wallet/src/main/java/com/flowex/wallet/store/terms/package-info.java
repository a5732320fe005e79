/** Tables of the terms of deposits and withdrawals, of pauses and of stops. */
@NullMarked
package com.flowex.wallet.store.terms;

import org.jspecify.annotations.NullMarked;
