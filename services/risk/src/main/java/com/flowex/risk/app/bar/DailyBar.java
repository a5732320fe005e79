package com.flowex.risk.app.bar;

/**
 * One day of a market.
 *
 * @param day days since 1970, UTC
 * @param turnover amount paid, in whole units of the quote asset
 */
public record DailyBar(long day, double open, double high, double low, double close, double turnover) {

    /** True if a market can have such a day. */
    boolean isSound() {
        return isPrice(open)
                && isPrice(high)
                && isPrice(low)
                && isPrice(close)
                && low <= Math.min(open, close)
                && high >= Math.max(open, close)
                && Double.isFinite(turnover)
                && turnover >= 0;
    }

    private static boolean isPrice(double price) {
        return Double.isFinite(price) && price > 0;
    }

    /** Returns the same day in other units of the base asset. */
    DailyBar times(double factor) {
        return new DailyBar(day, open * factor, high * factor, low * factor, close * factor, turnover);
    }
}
