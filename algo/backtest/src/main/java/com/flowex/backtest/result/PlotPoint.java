package com.flowex.backtest.result;

/** Point of a plot. */
public record PlotPoint(long timeNanos, double value) {}
