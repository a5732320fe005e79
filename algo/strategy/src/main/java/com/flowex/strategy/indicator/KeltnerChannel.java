package com.flowex.strategy.indicator;

/** Keltner's channel: simple average of the typical price, and some average true ranges on each side. */
public final class KeltnerChannel implements Indicator {

    private final SimpleMovingAverage prices;
    private final SimpleMovingAverage ranges;
    private final double width;
    private double lastClose = Double.NaN;

    /** @param width distance of each band from the middle, in true ranges */
    public KeltnerChannel(int period, double width) {
        this.prices = new SimpleMovingAverage(period);
        this.ranges = new SimpleMovingAverage(period);
        this.width = width;
    }

    public void update(double high, double low, double close) {
        prices.update((high + low + close) / 3);
        ranges.update(AverageTrueRange.trueRange(high, low, lastClose));
        lastClose = close;
    }

    @Override
    public boolean ready() {
        return prices.ready();
    }

    public double middle() {
        return prices.value();
    }

    public double upper() {
        return prices.value() + width * ranges.value();
    }

    public double lower() {
        return prices.value() - width * ranges.value();
    }
}
