package com.flowex.backtest.metric;

/**
 * Facts of a run that figures are computed from, all money in the valuation asset.
 *
 * @param tradeProfits profit of each closed trade after fees, in the order of their close
 * @param tradedValue value of all fills
 * @param feesPaid fees less rebates
 * @param moneyDoubt reason why the money of trades cannot be added up; empty if it can
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RunSample(
        EquityCurve curve, double[] tradeProfits, double tradedValue, double feesPaid, String moneyDoubt) {}
