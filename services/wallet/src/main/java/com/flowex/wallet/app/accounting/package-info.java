/**
 * The journal as plain-text accounting files that others can check: hledger and Beancount.
 *
 * <p>Invariant: every transaction balances by itself in each commodity, and each asserted balance is one that the
 * engine reported.
 */
@NullMarked
package com.flowex.wallet.app.accounting;

import org.jspecify.annotations.NullMarked;
