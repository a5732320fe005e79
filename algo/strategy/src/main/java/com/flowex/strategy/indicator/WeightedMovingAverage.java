package com.flowex.strategy.indicator;

/** Average of the last values in which the newest counts as often as there are values, and the oldest once. */
public final class WeightedMovingAverage implements Indicator {

    private final RollingWindow window;
    private final double weights;
    private double sum;
    private double weighted;

    public WeightedMovingAverage(int period) {
        this.window = new RollingWindow(period);
        this.weights = period * (period + 1.0) / 2;
    }

    public void update(double value) {
        boolean wasFull = window.isFull();
        double before = sum;
        sum += value - window.add(value);
        weighted += wasFull ? window.period() * value - before : window.size() * value;
        if (window.hasWrapped()) {
            sum = window.sum();
            weighted = window.weightedSum();
        }
    }

    @Override
    public boolean ready() {
        return window.isFull();
    }

    public double value() {
        return ready() ? weighted / weights : Double.NaN;
    }
}
