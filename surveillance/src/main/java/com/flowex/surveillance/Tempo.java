package com.flowex.surveillance;

/** How far a market's price usually goes in a stretch of time: the mean of what it went, older stretches counting less and less. */
final class Tempo {
    private static final double NEWEST_WEIGHT = 0.1;
    private static final double BPS = 10_000;

    private final long stretchNanos;
    private long stretch = Long.MIN_VALUE;
    private long firstUnits;
    private long lastUnits;
    private double usualBps = Double.NaN;

    Tempo(long stretchNanos) {
        this.stretchNanos = stretchNanos;
    }

    void traded(long timeNanos, long priceUnits) {
        long now = Math.floorDiv(timeNanos, stretchNanos);
        if (now != stretch) {
            if (stretch != Long.MIN_VALUE) {
                double moved = Math.abs(bps(firstUnits, lastUnits));
                usualBps = Double.isNaN(usualBps) ? moved : usualBps + NEWEST_WEIGHT * (moved - usualBps);
            }
            stretch = now;
            firstUnits = lastUnits == 0 ? priceUnits : lastUnits;
        }
        lastUnits = priceUnits;
    }

    /** The last price there was, price units; 0: none. */
    long lastUnits() {
        return lastUnits;
    }

    /** Basis points of a stretch; 0 while the first one is going. */
    double usualBps() {
        return Double.isNaN(usualBps) ? 0 : usualBps;
    }

    /** From one price to another, basis points of the first. */
    static double bps(long from, long to) {
        return from == 0 ? 0 : (to - from) * BPS / from;
    }
}
