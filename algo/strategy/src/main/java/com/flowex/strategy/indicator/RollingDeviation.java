package com.flowex.strategy.indicator;

/** Mean and standard deviation of the last values. */
public final class RollingDeviation implements Indicator {

    private final RollingWindow window;
    // Sums of distances from a value near the window's mean: sums of squares of prices would cancel.
    private double reference;
    private double sum;
    private double squares;
    private boolean hasReference;

    public RollingDeviation(int period) {
        this.window = new RollingWindow(period);
    }

    public void update(double value) {
        if (!hasReference) {
            reference = value;
            hasReference = true;
        }
        boolean wasFull = window.isFull();
        double left = window.add(value);
        double in = value - reference;
        double out = wasFull ? left - reference : 0;
        sum += in - out;
        squares += in * in - out * out;
        if (window.hasWrapped()) {
            reference = window.sum() / window.period();
            sum = window.sum() - reference * window.period();
            squares = window.squares(reference);
        }
    }

    @Override
    public boolean ready() {
        return window.isFull();
    }

    public double mean() {
        return ready() ? reference + sum / window.period() : Double.NaN;
    }

    /** Returns the deviation of the window as a whole population: the divisor is the period. */
    public double deviation() {
        if (!ready()) {
            return Double.NaN;
        }
        double shift = sum / window.period();
        double variance = squares / window.period() - shift * shift;
        // Rounding leaves a trace of equal values; a difference that doubles cannot show is none.
        double floor = Math.ulp(reference) * Math.ulp(reference) * window.period();
        return variance > floor ? Math.sqrt(variance) : 0;
    }

    /** Returns the distance of a value from the mean in deviations; 0 if the window's values are all equal. */
    public double zScore(double value) {
        double deviation = deviation();
        return deviation == 0 ? 0 : (value - mean()) / deviation;
    }
}
