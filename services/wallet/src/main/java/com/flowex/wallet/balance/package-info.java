/**
 * Balances of accounts.
 *
 * <p>Invariant: balances are taken from events as they are, never computed.
 */
@NullMarked
package com.flowex.wallet.balance;

import org.jspecify.annotations.NullMarked;
