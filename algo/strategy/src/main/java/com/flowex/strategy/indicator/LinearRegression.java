package com.flowex.strategy.indicator;

/**
 * Line of least squares through the last pairs of values. With the number of the update as {@code x} it is a trend; with
 * the price of another market it is a hedge ratio.
 */
public final class LinearRegression implements Indicator {

    private final RollingWindow xs;
    private final RollingWindow ys;
    // Sums of distances from values near the window's means, as in RollingDeviation.
    private double xReference;
    private double yReference;
    private double x;
    private double y;
    private double xx;
    private double xy;
    private boolean hasReference;

    /** @param period pairs in the window, 2 or more */
    public LinearRegression(int period) {
        if (period < 2) {
            throw new IllegalArgumentException("a line needs two points, the period was " + period);
        }
        this.xs = new RollingWindow(period);
        this.ys = new RollingWindow(period);
    }

    public void update(double xValue, double yValue) {
        if (!hasReference) {
            xReference = xValue;
            yReference = yValue;
            hasReference = true;
        }
        boolean wasFull = xs.isFull();
        double xLeft = xs.add(xValue);
        double yLeft = ys.add(yValue);
        if (wasFull) {
            accumulate(xLeft, yLeft, -1);
        }
        accumulate(xValue, yValue, 1);
        if (xs.hasWrapped()) {
            recompute();
        }
    }

    private void accumulate(double xValue, double yValue, int sign) {
        double dx = xValue - xReference;
        double dy = yValue - yReference;
        x += sign * dx;
        y += sign * dy;
        xx += sign * dx * dx;
        xy += sign * dx * dy;
    }

    private void recompute() {
        xReference = xs.sum() / xs.period();
        yReference = ys.sum() / ys.period();
        x = 0;
        y = 0;
        xx = 0;
        xy = 0;
        for (int i = 0; i < xs.period(); i++) {
            accumulate(xs.oldest(i), ys.oldest(i), 1);
        }
    }

    /** Returns true if the window is full and its {@code x} are not all equal. */
    @Override
    public boolean ready() {
        return xs.isFull() && spread() > 0;
    }

    /** Returns the rise of {@code y} for a rise of {@code x} by one. */
    public double slope() {
        return ready() ? (xy - x * y / xs.period()) / spread() : Double.NaN;
    }

    /** Returns the line's value at {@code at}. */
    public double predict(double at) {
        double n = xs.period();
        return yReference + y / n + slope() * (at - xReference - x / n);
    }

    private double spread() {
        double spread = xx - x * x / xs.period();
        double floor = Math.ulp(xReference) * Math.ulp(xReference) * xs.period() * xs.period();
        return spread > floor ? spread : 0;
    }
}
