package com.flowex.backtest.metric;

/**
 * Falls of a curve below its highest value so far.
 *
 * @param depths fall at each point as a share of the highest value before it; above 1 if the equity is below zero
 * @param deepest greatest of them, 0 if it never fell
 * @param longestNanos longest time from a highest value to the point that reaches it again, or to the end
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Drawdown(double[] depths, double deepest, long longestNanos) {

    /** Returns the falls of a curve that begins above zero. */
    public static Drawdown of(EquityCurve curve) {
        double[] depths = new double[curve.points()];
        double peak = Double.NEGATIVE_INFINITY;
        long peakNanos = 0;
        double deepest = 0;
        long longest = 0;
        boolean isBelow = false;
        for (int i = 0; i < depths.length; i++) {
            double equity = curve.equity()[i];
            long time = curve.timeNanos()[i];
            if (equity >= peak) {
                longest = isBelow ? Math.max(longest, time - peakNanos) : longest;
                isBelow = false;
                peak = equity;
                peakNanos = time;
            } else {
                isBelow = true;
                depths[i] = 1 - equity / peak;
                deepest = Math.max(deepest, depths[i]);
                longest = Math.max(longest, time - peakNanos);
            }
        }
        return new Drawdown(depths, deepest, longest);
    }
}
