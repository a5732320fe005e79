/** Request of a back-test: markets, data, money, fill model, latency and bounds. */
@NullMarked
package com.flowex.backtest.setup;

import org.jspecify.annotations.NullMarked;
