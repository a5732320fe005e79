package com.flowex.strategy.indicator;

/** Change of a value against the one some updates before, as a share of that one. */
public final class RateOfChange implements Indicator {

    private final RollingWindow window;
    private double last;

    /** @param period number of updates between the two values */
    public RateOfChange(int period) {
        this.window = new RollingWindow(Indicator.requirePeriod(period) + 1);
    }

    public void update(double value) {
        window.add(value);
        last = value;
    }

    /** Returns true if both values are known and the former is not 0. */
    @Override
    public boolean ready() {
        return window.isFull() && window.oldest(0) != 0;
    }

    /** Returns 0.05 for a rise of 5 %. */
    public double value() {
        return ready() ? last / window.oldest(0) - 1 : Double.NaN;
    }
}
