/**
 * Cross margin in the format of clients of Binance.
 *
 * <p>Invariant: this package makes no decision and computes no level; a loan takes the same path as every loan of the
 * wallet.
 */
@NullMarked
package com.flowex.binance.margin;

import org.jspecify.annotations.NullMarked;
