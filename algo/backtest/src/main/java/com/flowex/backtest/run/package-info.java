/** The run: log time, the strategy's callbacks, its orders and its account. */
@NullMarked
package com.flowex.backtest.run;

import org.jspecify.annotations.NullMarked;
