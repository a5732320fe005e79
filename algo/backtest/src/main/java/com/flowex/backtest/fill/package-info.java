/** Fill models: recorded or synthetic order flow around the strategy's orders. */
@NullMarked
package com.flowex.backtest.fill;

import org.jspecify.annotations.NullMarked;
