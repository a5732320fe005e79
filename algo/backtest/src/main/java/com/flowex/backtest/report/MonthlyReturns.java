package com.flowex.backtest.report;

import com.flowex.backtest.metric.EquityCurve;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Returns by calendar month in UTC. The first and the last month count from the beginning and to the end of the run.
 *
 * @param returns change over each month as a share; a month without a point has none
 */
record MonthlyReturns(SortedMap<YearMonth, Double> returns) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Returns the months of a curve; none from the point on at which its equity is zero or below. */
    static MonthlyReturns of(EquityCurve curve) {
        SortedMap<YearMonth, Double> ends = new TreeMap<>();
        for (int i = 0; i < curve.points() && curve.equity()[i] > 0; i++) {
            long second = Math.floorDiv(curve.timeNanos()[i], NANOS_PER_SECOND);
            ends.put(YearMonth.from(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)), curve.equity()[i]);
        }
        SortedMap<YearMonth, Double> returns = new TreeMap<>();
        double before = curve.points() == 0 ? 0 : curve.equity()[0];
        for (Map.Entry<YearMonth, Double> end : ends.entrySet()) {
            returns.put(end.getKey(), end.getValue() / before - 1);
            before = end.getValue();
        }
        return new MonthlyReturns(returns);
    }
}
