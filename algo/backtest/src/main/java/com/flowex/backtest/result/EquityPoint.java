package com.flowex.backtest.result;

/**
 * Value of the account at one time.
 *
 * @param equityUnits all balances at the last price of each market, in units of the valuation asset
 * @param benchmarkUnits value of the start balances, had they bought the run's markets in equal parts at their first
 *     prices and held them, without fees
 * @param positionUnits value of the part that is not in the valuation asset; it is the exposure
 */
public record EquityPoint(long timeNanos, long equityUnits, long benchmarkUnits, long positionUnits) {}
