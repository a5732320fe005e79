package com.flowex.strategy.indicator;

/** Wilder's relative strength index: share of the rises in all changes, 0 to 100. */
public final class RelativeStrengthIndex implements Indicator {

    private static final double NEUTRAL = 50;

    private final ExponentialMovingAverage gains;
    private final ExponentialMovingAverage losses;
    private double last = Double.NaN;

    public RelativeStrengthIndex(int period) {
        this.gains = ExponentialMovingAverage.wilder(period);
        this.losses = ExponentialMovingAverage.wilder(period);
    }

    public void update(double close) {
        if (!Double.isNaN(last)) {
            gains.update(Math.max(0, close - last));
            losses.update(Math.max(0, last - close));
        }
        last = close;
    }

    @Override
    public boolean ready() {
        return gains.ready();
    }

    /** Returns the index; 50 if the price never changed. */
    public double value() {
        double all = gains.value() + losses.value();
        return all == 0 ? NEUTRAL : 100 * gains.value() / all;
    }
}
