/**
 * Back-tests: a strategy, recorded or synthetic market data, and the exchange's own reducer between them.
 */
@NullMarked
package com.flowex.backtest;

import org.jspecify.annotations.NullMarked;
