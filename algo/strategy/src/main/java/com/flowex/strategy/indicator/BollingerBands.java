package com.flowex.strategy.indicator;

/** Mean of the last closes, with a band of some standard deviations on each side. */
public final class BollingerBands implements Indicator {

    private final RollingDeviation closes;
    private final double width;

    /** @param width distance of each band from the mean, in standard deviations */
    public BollingerBands(int period, double width) {
        this.closes = new RollingDeviation(period);
        this.width = width;
    }

    public void update(double close) {
        closes.update(close);
    }

    @Override
    public boolean ready() {
        return closes.ready();
    }

    public double middle() {
        return closes.mean();
    }

    public double upper() {
        return closes.mean() + width * closes.deviation();
    }

    public double lower() {
        return closes.mean() - width * closes.deviation();
    }
}
