package com.flowex.strategy.indicator;

/**
 * Lambert's commodity channel index: distance of the typical price from its mean, in mean distances. An update costs in
 * proportion to the period.
 */
public final class CommodityChannelIndex implements Indicator {

    /** Lambert's constant, by which most values are within -100 and 100. */
    private static final double SCALE = 0.015;

    private final RollingWindow prices;
    private double last;

    public CommodityChannelIndex(int period) {
        this.prices = new RollingWindow(period);
    }

    public void update(double high, double low, double close) {
        last = (high + low + close) / 3;
        prices.add(last);
    }

    @Override
    public boolean ready() {
        return prices.isFull();
    }

    /** Returns the index; 0 if all prices of the window are equal. */
    public double value() {
        if (!ready()) {
            return Double.NaN;
        }
        double mean = prices.sum() / prices.period();
        double distance = prices.distances(mean) / prices.period();
        return distance <= Math.ulp(mean) ? 0 : (last - mean) / (SCALE * distance);
    }
}
