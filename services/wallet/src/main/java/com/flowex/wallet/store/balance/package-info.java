/**
 * Queries of balances and totals in the view.
 *
 * <p>Invariant: balances are taken from events as they are; over all accounts, the outside world included, every
 * asset sums to zero.
 */
@NullMarked
package com.flowex.wallet.store.balance;

import org.jspecify.annotations.NullMarked;
