package com.flowex.backtest.search;

/**
 * Part of the data's time.
 *
 * @param fromNanos beginning, inclusive
 * @param toNanos end, exclusive
 */
public record TimeRange(long fromNanos, long toNanos) {

    public TimeRange {
        if (toNanos <= fromNanos) {
            throw new IllegalArgumentException("a range must end after its beginning");
        }
    }

    public long nanos() {
        return toNanos - fromNanos;
    }
}
