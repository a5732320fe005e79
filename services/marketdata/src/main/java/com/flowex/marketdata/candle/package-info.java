/**
 * Prices over time: candles of a minute, merged into any longer interval.
 *
 * <p>Invariant: merging the candles of the minutes gives the candle that the trades themselves would have given.
 */
@NullMarked
package com.flowex.marketdata.candle;

import org.jspecify.annotations.NullMarked;
