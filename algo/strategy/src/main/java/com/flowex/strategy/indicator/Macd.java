package com.flowex.strategy.indicator;

/** Moving average convergence and divergence (Appel): difference of two averages, and an average of it. */
public final class Macd implements Indicator {

    private final ExponentialMovingAverage fast;
    private final ExponentialMovingAverage slow;
    private final ExponentialMovingAverage signal;

    /** @throws IllegalArgumentException if {@code fast} is not below {@code slow} */
    public Macd(int fast, int slow, int signal) {
        if (fast >= slow) {
            throw new IllegalArgumentException(
                    "the fast period must be below the slow one, were " + fast + ", " + slow);
        }
        this.fast = ExponentialMovingAverage.ofPeriod(fast);
        this.slow = ExponentialMovingAverage.ofPeriod(slow);
        this.signal = ExponentialMovingAverage.ofPeriod(signal);
    }

    public void update(double close) {
        fast.update(close);
        slow.update(close);
        if (slow.ready()) {
            signal.update(line());
        }
    }

    /** Returns true if line and signal are known. */
    @Override
    public boolean ready() {
        return signal.ready();
    }

    /** Returns the fast average less the slow one. */
    public double line() {
        return fast.value() - slow.value();
    }

    public double signal() {
        return signal.value();
    }

    public double histogram() {
        return line() - signal();
    }
}
