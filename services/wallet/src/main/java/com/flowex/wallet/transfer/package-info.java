/**
 * Deposits and withdrawals: their history and their bodies on the wire.
 *
 * <p>Invariant: the same key of the same account is the same transfer, for ever.
 */
@NullMarked
package com.flowex.wallet.transfer;

import org.jspecify.annotations.NullMarked;
