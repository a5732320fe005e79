/**
 * Money in and out: deposits, their history and their addresses.
 *
 * <p>Invariant: the same key of the same account is the same transfer, for ever.
 */
@NullMarked
package com.flowex.wallet.transfer;

import org.jspecify.annotations.NullMarked;
