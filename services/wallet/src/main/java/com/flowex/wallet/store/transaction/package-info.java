/**
 * Tables and queries of deposits, withdrawals and transfers.
 *
 * <p>Invariant: the same key of the same account is the same transaction, for ever.
 */
@NullMarked
package com.flowex.wallet.store.transaction;

import org.jspecify.annotations.NullMarked;
