package com.flowex.strategy.indicator;

/** Granville's on-balance volume: volume of rising bars less that of falling ones, from the first volume on. */
public final class OnBalanceVolume implements Indicator {

    private double lastClose = Double.NaN;
    private double value;

    public void update(double close, double volume) {
        value += Double.isNaN(lastClose) ? volume : Math.signum(close - lastClose) * volume;
        lastClose = close;
    }

    @Override
    public boolean ready() {
        return !Double.isNaN(lastClose);
    }

    public double value() {
        return ready() ? value : Double.NaN;
    }
}
