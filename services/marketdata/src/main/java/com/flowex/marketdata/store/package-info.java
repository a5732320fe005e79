/**
 * Trades and candles as the view keeps them, and the queries that read them.
 *
 * <p>Invariant: merging the candles of the minutes gives the candle that the trades themselves would have given.
 */
@NullMarked
package com.flowex.marketdata.store;

import org.jspecify.annotations.NullMarked;
