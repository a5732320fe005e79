/** Figures of a run by the formulas of {@code docs/strategies/metrics.md}. */
@NullMarked
package com.flowex.backtest.metric;

import org.jspecify.annotations.NullMarked;
