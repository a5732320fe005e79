package com.flowex.strategy.indicator;

/** Mean of the last values. */
public final class SimpleMovingAverage implements Indicator {

    private final RollingWindow window;
    private double sum;

    public SimpleMovingAverage(int period) {
        this.window = new RollingWindow(period);
    }

    public void update(double value) {
        sum += value - window.add(value);
        if (window.hasWrapped()) {
            sum = window.sum();
        }
    }

    @Override
    public boolean ready() {
        return window.isFull();
    }

    public double value() {
        return ready() ? sum / window.period() : Double.NaN;
    }
}
