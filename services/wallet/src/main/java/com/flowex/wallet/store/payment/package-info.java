/** Tables of payments over chains and of their revocations. */
@NullMarked
package com.flowex.wallet.store.payment;

import org.jspecify.annotations.NullMarked;
