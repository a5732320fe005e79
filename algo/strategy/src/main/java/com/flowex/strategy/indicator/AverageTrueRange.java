package com.flowex.strategy.indicator;

/** Wilder's average true range. The first bar has no close before it: its true range is high less low. */
public final class AverageTrueRange implements Indicator {

    private final ExponentialMovingAverage ranges;
    private double lastClose = Double.NaN;

    public AverageTrueRange(int period) {
        this.ranges = ExponentialMovingAverage.wilder(period);
    }

    /** Returns the greatest of a bar's range and its distances from the close before, which may be NaN for none. */
    static double trueRange(double high, double low, double lastClose) {
        return Double.isNaN(lastClose) ? high - low : Math.max(high, lastClose) - Math.min(low, lastClose);
    }

    public void update(double high, double low, double close) {
        ranges.update(trueRange(high, low, lastClose));
        lastClose = close;
    }

    @Override
    public boolean ready() {
        return ranges.ready();
    }

    public double value() {
        return ranges.value();
    }
}
