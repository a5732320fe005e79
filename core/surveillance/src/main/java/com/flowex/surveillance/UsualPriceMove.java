package com.flowex.surveillance;

/** Usual price move of a market in a period: the mean of past periods, in which older ones count less and less. */
final class UsualPriceMove {
    private static final double NEWEST_WEIGHT = 0.1;
    private static final double BPS = 10_000;

    private final long windowNanos;
    private long window = Long.MIN_VALUE;
    private long firstUnits;
    private long lastUnits;
    private double usualBps = Double.NaN;

    UsualPriceMove(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    void traded(long timeNanos, long priceUnits) {
        long now = Math.floorDiv(timeNanos, windowNanos);
        if (now != window) {
            if (window != Long.MIN_VALUE) {
                double moved = Math.abs(bps(firstUnits, lastUnits));
                usualBps = Double.isNaN(usualBps) ? moved : usualBps + NEWEST_WEIGHT * (moved - usualBps);
            }
            window = now;
            firstUnits = lastUnits == 0 ? priceUnits : lastUnits;
        }
        lastUnits = priceUnits;
    }

    /** Returns the last price, price units; 0 if there was none. */
    long lastUnits() {
        return lastUnits;
    }

    /** Returns the usual move of a period, basis points; 0 during the first period. */
    double usualBps() {
        return Double.isNaN(usualBps) ? 0 : usualBps;
    }

    /** Returns the move from one price to another, basis points of the first. */
    static double bps(long from, long to) {
        return from == 0 ? 0 : (to - from) * BPS / from;
    }
}
