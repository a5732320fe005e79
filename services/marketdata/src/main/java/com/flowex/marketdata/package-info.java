/**
 * Public market data: prices, books, trades and candles, by HTTP and as a stream.
 *
 * <p>Invariant: only public facts are shown; nothing here knows an account.
 */
@NullMarked
package com.flowex.marketdata;

import org.jspecify.annotations.NullMarked;
