package com.flowex.risk.app.measure;

/**
 * Medians of a market's book over the last week, by time.
 *
 * @param spread distance of best ask and best bid, divided by their middle
 * @param depth value of the best twenty levels of both sides, in the quote asset
 * @param minutes time for which both sides are known to have had an order
 */
public record BookStatistics(double spread, double depth, long minutes) {

    /** Number of minutes of a whole week. */
    public static final long MINUTES_FULL = 7 * 1_440;

    /** Minimum observation, one day: with less there is no figure of a week. */
    public static final long MINUTES_MIN = 1_440;

    /** Returns the observed share of the week, 0 to 1. */
    public double observed() {
        return Math.min(1, (double) minutes / MINUTES_FULL);
    }

    /** True if the observation is long enough, and the values are possible for a book. */
    public boolean isSound() {
        return minutes >= MINUTES_MIN
                && Double.isFinite(spread)
                && spread > 0
                && spread < 2
                && Double.isFinite(depth)
                && depth > 0;
    }
}
