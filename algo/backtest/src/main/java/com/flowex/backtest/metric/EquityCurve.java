package com.flowex.backtest.metric;

import java.util.Arrays;

/**
 * Equity over time. The arrays have equal lengths and are not changed afterwards.
 *
 * @param timeNanos times in rising order, nanoseconds since 1970; the first is that of the start balance
 * @param equity value of the account
 * @param benchmark value of the benchmark; empty if there is none
 * @param position value of the part that is not money; empty if it is unknown
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EquityCurve(long[] timeNanos, double[] equity, double[] benchmark, double[] position) {

    private static final double NANOS_PER_YEAR = 365.25 * 86_400e9;

    public EquityCurve {
        requireLength("equity", equity.length, timeNanos.length, false);
        requireLength("benchmark", benchmark.length, timeNanos.length, true);
        requireLength("position", position.length, timeNanos.length, true);
        for (int i = 1; i < timeNanos.length; i++) {
            if (timeNanos[i] < timeNanos[i - 1]) {
                throw new IllegalArgumentException("the times of a curve must not fall, point " + i + " does");
            }
        }
        for (double[] values : new double[][] {equity, benchmark, position}) {
            if (!Arrays.stream(values).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("the values of a curve must be finite");
            }
        }
    }

    private static void requireLength(String name, int length, int points, boolean mayLack) {
        if (length != points && !(mayLack && length == 0)) {
            throw new IllegalArgumentException(name + " must have " + points + " values, had " + length);
        }
    }

    /** Returns a curve of equity alone. */
    public static EquityCurve of(long[] timeNanos, double[] equity) {
        return new EquityCurve(timeNanos, equity, new double[0], new double[0]);
    }

    public int points() {
        return equity.length;
    }

    /** Returns the time from the first to the last point in years of 365.25 days. */
    public double years() {
        return points() < 2 ? 0 : (timeNanos[points() - 1] - timeNanos[0]) / NANOS_PER_YEAR;
    }

    /** Returns the number of the first point at which the equity is zero or below; -1 if it never is. */
    int firstLoss() {
        for (int i = 0; i < points(); i++) {
            if (equity[i] <= 0) {
                return i;
            }
        }
        return -1;
    }
}
