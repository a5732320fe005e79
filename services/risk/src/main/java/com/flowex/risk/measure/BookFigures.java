package com.flowex.risk.measure;

/**
 * Medians of a market's book over the last week, by time.
 *
 * @param spread between best ask and best bid, by their middle
 * @param depth of the best twenty levels of both sides, in the quote asset
 * @param minutes time for which both sides are known to have had an order
 */
public record BookFigures(double spread, double depth, long minutes) {

    /** A whole week. */
    public static final long MINUTES_FULL = 7 * 1_440;

    /** One day of the week: from less no figure of a week is made. */
    public static final long MINUTES_MIN = 1_440;

    /** Share of the week, 0 to 1. */
    public double observed() {
        return Math.min(1, (double) minutes / MINUTES_FULL);
    }

    /** True if there is enough of it, and a book can be such. */
    public boolean isSound() {
        return minutes >= MINUTES_MIN
                && Double.isFinite(spread)
                && spread > 0
                && spread < 2
                && Double.isFinite(depth)
                && depth > 0;
    }
}
