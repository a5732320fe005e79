/**
 * Proof that money is neither made nor lost.
 *
 * <p>Invariant: over all accounts, the outside world included, every asset sums to zero.
 */
@NullMarked
package com.flowex.wallet.ledger;

import org.jspecify.annotations.NullMarked;
