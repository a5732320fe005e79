/**
 * What everybody may ask about markets: what is listed, books, trades, candles, prices.
 *
 * <p>Invariant: every number comes from the market data service's view or from the list of what may be traded; nothing is
 * kept here.
 */
@NullMarked
package com.flowex.binance.market;

import org.jspecify.annotations.NullMarked;
