/**
 * The journal as books that others can check: plain text for hledger and Beancount.
 *
 * <p>Invariant: every transaction balances by itself in each commodity, and what is asserted is what the engine told.
 */
@NullMarked
package com.flowex.wallet.books;

import org.jspecify.annotations.NullMarked;
