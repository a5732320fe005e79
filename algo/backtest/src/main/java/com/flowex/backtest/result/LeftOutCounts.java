package com.flowex.backtest.result;

/**
 * Counts of what a result does not hold.
 *
 * @param ordersRefusedByLimits orders above the run's limits
 * @param logLines log lines above the limit
 * @param plotPoints points above the limit or not finite
 * @param refusedFlow recorded orders that the exchange refused
 */
public record LeftOutCounts(long ordersRefusedByLimits, long logLines, long plotPoints, long refusedFlow) {}
