package com.flowex.strategy.indicator;

/** Lane's stochastic oscillator: place of the close within the range of the last bars, 0 to 100. */
public final class StochasticOscillator implements Indicator {

    private static final double NEUTRAL = 50;

    private final DonchianChannel channel;
    private final SimpleMovingAverage smoothed;
    private final SimpleMovingAverage signal;

    /**
     * @param period bars of the range
     * @param smoothing values that %K averages; 1 for the fast oscillator
     * @param signal values of %K that %D averages
     */
    public StochasticOscillator(int period, int smoothing, int signal) {
        this.channel = new DonchianChannel(period);
        this.smoothed = new SimpleMovingAverage(smoothing);
        this.signal = new SimpleMovingAverage(signal);
    }

    public void update(double high, double low, double close) {
        channel.update(high, low);
        if (channel.ready()) {
            double range = channel.upper() - channel.lower();
            smoothed.update(range == 0 ? NEUTRAL : 100 * (close - channel.lower()) / range);
        }
        if (smoothed.ready()) {
            signal.update(smoothed.value());
        }
    }

    /** Returns true if %K and %D are known. */
    @Override
    public boolean ready() {
        return signal.ready();
    }

    /** Returns %K. */
    public double fast() {
        return smoothed.value();
    }

    /** Returns %D. */
    public double slow() {
        return signal.value();
    }
}
