/**
 * Prices over time: candles of a minute, folded up to any longer interval.
 *
 * <p>Invariant: folding the candles of the minutes gives the candle that the trades themselves would have given.
 */
@NullMarked
package com.flowex.marketdata.candle;

import org.jspecify.annotations.NullMarked;
