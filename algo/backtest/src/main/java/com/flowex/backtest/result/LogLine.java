package com.flowex.backtest.result;

/** Line that the strategy wrote. */
public record LogLine(long timeNanos, String text) {}
