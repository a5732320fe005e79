package com.flowex.strategy.data;

/**
 * Prices and volume of one interval that has closed.
 *
 * @param openNanos beginning of the interval, inclusive, in nanoseconds since 1970
 * @param volume traded quantity of the base asset; 0 if nothing traded, then all prices are the last close
 */
public record Bar(
        String symbol,
        BarInterval interval,
        long openNanos,
        double open,
        double high,
        double low,
        double close,
        double volume) {

    /** Returns the end of the interval, exclusive. */
    public long closeNanos() {
        return openNanos + interval.nanos();
    }
}
