package com.flowex.risk.app.measure;

import org.hipparchus.stat.StatUtils;

/**
 * Technical indicators: the price relative to its past, since the first known day.
 *
 * @param toAverage50 the price divided by its mean of 50 days (or of all days, if they are fewer), less one
 * @param toAverage200 the same of 200 days
 * @param rsi Wilder's relative strength of 14 days, 0 to 100
 * @param toHigh the price divided by the highest close, less one: 0 or below
 * @param toLow the price divided by the lowest close, less one: 0 or above
 * @param maxDrawdown the deepest fall from a highest close, as a share: 0 to 1
 */
public record TechnicalIndicators(
        double toAverage50, double toAverage200, double rsi, double toHigh, double toLow, double maxDrawdown) {

    private static final int SHORT = 50;
    private static final int LONG = 200;
    private static final int RSI_DAYS = 14;
    private static final double NEUTRAL = 50;

    /**
     * Computes the indicators.
     *
     * @param closes oldest first, one or more
     */
    public static TechnicalIndicators of(double[] closes) {
        double last = closes[closes.length - 1];
        return new TechnicalIndicators(
                last / average(closes, SHORT) - 1,
                last / average(closes, LONG) - 1,
                rsi(closes, RSI_DAYS),
                last / StatUtils.max(closes) - 1,
                last / StatUtils.min(closes) - 1,
                maxDrawdown(closes));
    }

    static double average(double[] closes, int days) {
        int count = Math.min(days, closes.length);
        return StatUtils.mean(closes, closes.length - count, count);
    }

    /** Returns Wilder's index, smoothed from the mean of the first days on; 50 if there are too few days. */
    static double rsi(double[] closes, int days) {
        if (closes.length <= days) {
            return NEUTRAL;
        }
        double gain = 0;
        double loss = 0;
        for (int i = 1; i < closes.length; i++) {
            double move = closes[i] - closes[i - 1];
            double previousWeight = i <= days ? 1 : (days - 1.0) / days;
            double share = 1.0 / days;
            gain = gain * previousWeight + Math.max(0, move) * share;
            loss = loss * previousWeight + Math.max(0, -move) * share;
        }
        return gain + loss == 0 ? NEUTRAL : 100 * gain / (gain + loss);
    }

    /** Returns the deepest fall from a highest value so far, as a share of that value. */
    static double maxDrawdown(double[] values) {
        return values.length == 0 ? 0 : StatUtils.max(drawdowns(values));
    }

    /** Returns the distance of each value below the highest so far, as a share of that value. */
    public static double[] drawdowns(double[] values) {
        double highest = Double.NEGATIVE_INFINITY;
        double[] depths = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            highest = Math.max(highest, values[i]);
            depths[i] = 1 - values[i] / highest;
        }
        return depths;
    }
}
