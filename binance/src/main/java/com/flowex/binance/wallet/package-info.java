/**
 * Coins, deposits, withdrawals and fees as clients of Binance ask for them.
 *
 * <p>Invariant: nothing is judged here; a withdrawal takes the way of every withdrawal of the wallet.
 */
@NullMarked
package com.flowex.binance.wallet;

import org.jspecify.annotations.NullMarked;
