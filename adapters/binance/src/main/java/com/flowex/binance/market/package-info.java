/**
 * Public operations of markets: listings, books, trades, candles and prices.
 *
 * <p>Invariant: every number comes from the market data service's view or from the instrument directory; this package
 * keeps none.
 */
@NullMarked
package com.flowex.binance.market;

import org.jspecify.annotations.NullMarked;
