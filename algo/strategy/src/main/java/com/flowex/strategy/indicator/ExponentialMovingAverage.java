package com.flowex.strategy.indicator;

/** Average in which each value counts less with its age. It begins with the mean of the first period. */
public final class ExponentialMovingAverage implements Indicator {

    private final int period;
    private final double weight;
    private int count;
    private double average;

    private ExponentialMovingAverage(int period, double weight) {
        this.period = Indicator.requirePeriod(period);
        this.weight = weight;
    }

    /** Returns an average in which the newest value counts 2 / (period + 1). */
    public static ExponentialMovingAverage ofPeriod(int period) {
        return new ExponentialMovingAverage(period, 2.0 / (period + 1));
    }

    /** Returns Wilder's average, in which the newest value counts 1 / period. */
    public static ExponentialMovingAverage wilder(int period) {
        return new ExponentialMovingAverage(period, 1.0 / period);
    }

    public void update(double value) {
        if (count < period) {
            count++;
            average += (value - average) / count;
        } else {
            average += (value - average) * weight;
        }
    }

    @Override
    public boolean ready() {
        return count == period;
    }

    public double value() {
        return ready() ? average : Double.NaN;
    }
}
