package com.flowex.strategy.indicator;

/** Highest high and lowest low of the last bars. */
public final class DonchianChannel implements Indicator {

    private final SlidingExtreme highs;
    private final SlidingExtreme lows;

    public DonchianChannel(int period) {
        this.highs = SlidingExtreme.highest(period);
        this.lows = SlidingExtreme.lowest(period);
    }

    public void update(double high, double low) {
        highs.update(high);
        lows.update(low);
    }

    @Override
    public boolean ready() {
        return highs.isFull();
    }

    public double upper() {
        return highs.value();
    }

    public double lower() {
        return lows.value();
    }

    public double middle() {
        return (upper() + lower()) / 2;
    }
}
