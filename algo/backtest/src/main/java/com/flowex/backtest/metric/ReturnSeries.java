package com.flowex.backtest.metric;

import java.util.Arrays;

/**
 * Returns of equal periods. The period is the longest of a day, an hour and a minute (UTC) of which the curve has at
 * least {@link #LEAST}; a shorter curve gives one return from point to point. A period without a point has the equity of
 * the last point before its end.
 *
 * @param returns change over each period as a share
 * @param benchmark change of the benchmark over the same periods; empty if there is none
 * @param periodsPerYear number of periods divided by the curve's own length in years; 0 if that is not known
 * @param periodNanos length of a period; 0 if from point to point
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ReturnSeries(double[] returns, double[] benchmark, double periodsPerYear, long periodNanos) {

    /** Number of periods from which on a longer period is preferred. */
    public static final int LEAST = 30;

    private static final long[] PERIODS = {86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L};

    /** Greatest number of periods: a gap of years in a curve by the minute must not fill the memory. */
    private static final long MOST = 10_000_000;

    /** Returns the series of a curve whose equity is always above zero; empty if it has fewer than two points. */
    public static ReturnSeries of(EquityCurve curve) {
        if (curve.points() < 2) {
            return new ReturnSeries(new double[0], new double[0], 0, 0);
        }
        long first = curve.timeNanos()[0];
        long last = curve.timeNanos()[curve.points() - 1];
        for (long period : PERIODS) {
            long count = Math.ceilDiv(last, period) - Math.floorDiv(first, period);
            if (count >= LEAST && count <= MOST && curve.points() > count / 2) {
                return sampled(curve, period);
            }
        }
        return new ReturnSeries(
                changes(curve.equity()), changes(curve.benchmark()), perYear(curve.points() - 1, curve), 0);
    }

    /** Returns the returns over periods of a given length, for curves that have to be compared period by period. */
    public static ReturnSeries sampled(EquityCurve curve, long period) {
        int[] points = pointsAtEnds(curve, period);
        double[] benchmark = curve.benchmark().length == 0 ? new double[0] : changes(at(curve.benchmark(), points));
        return new ReturnSeries(
                changes(at(curve.equity(), points)), benchmark, perYear(points.length - 1, curve), period);
    }

    private static double perYear(int periods, EquityCurve curve) {
        return curve.years() == 0 ? 0 : periods / curve.years();
    }

    /** Returns the first point, then the last point at or before the end of each period. */
    private static int[] pointsAtEnds(EquityCurve curve, long period) {
        long[] times = curve.timeNanos();
        long begin = Math.floorDiv(times[0], period);
        int count = Math.toIntExact(Math.ceilDiv(times[times.length - 1], period) - begin);
        int[] points = new int[count + 1];
        int at = 0;
        for (int i = 1; i <= count; i++) {
            long end = (begin + i) * period;
            while (at + 1 < times.length && times[at + 1] <= end) {
                at++;
            }
            points[i] = at;
        }
        return points;
    }

    private static double[] at(double[] values, int[] points) {
        return Arrays.stream(points).mapToDouble(point -> values[point]).toArray();
    }

    private static double[] changes(double[] values) {
        double[] changes = new double[Math.max(0, values.length - 1)];
        for (int i = 1; i < values.length; i++) {
            changes[i - 1] = values[i] / values[i - 1] - 1;
        }
        return changes;
    }
}
