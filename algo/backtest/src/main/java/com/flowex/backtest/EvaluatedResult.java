package com.flowex.backtest;

import com.flowex.backtest.metric.PerformanceFigures;
import com.flowex.backtest.metric.RunSample;
import com.flowex.backtest.result.BacktestResult;

/**
 * Result of a run with its figures, which are computed once.
 *
 * @param result result with all its warnings
 * @param sample series that the figures were computed from
 */
public record EvaluatedResult(BacktestResult result, RunSample sample, PerformanceFigures figures) {}
