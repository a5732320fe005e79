/**
 * Coins, deposits, withdrawals and fees in the format of clients of Binance.
 *
 * <p>Invariant: this package makes no decision; a withdrawal takes the same path as every withdrawal of the wallet.
 */
@NullMarked
package com.flowex.binance.wallet;

import org.jspecify.annotations.NullMarked;
