/**
 * Functions of the wallet for callers that come over other protocols.
 *
 * <p>Invariant: nothing is decided here; a withdrawal takes the same path as every other withdrawal.
 */
@NullMarked
package com.flowex.wallet.counter;

import org.jspecify.annotations.NullMarked;
