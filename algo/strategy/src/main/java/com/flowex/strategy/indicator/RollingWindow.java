package com.flowex.strategy.indicator;

/** Last values of a series, in a ring. */
final class RollingWindow {

    private final double[] values;
    private int next;
    private int size;

    RollingWindow(int period) {
        this.values = new double[Indicator.requirePeriod(period)];
    }

    /** Adds a value and returns the one that leaves for it; 0 while the window is not full. */
    double add(double value) {
        double left = values[next];
        values[next] = value;
        next = next + 1 == values.length ? 0 : next + 1;
        size = Math.min(size + 1, values.length);
        return left;
    }

    /** Returns true once a window: each value in it came after the last time. */
    boolean hasWrapped() {
        return next == 0;
    }

    boolean isFull() {
        return size == values.length;
    }

    int size() {
        return size;
    }

    int period() {
        return values.length;
    }

    /** Returns a value of a full window by its age: 0 is the oldest. */
    double oldest(int age) {
        int at = next + age;
        return values[at < values.length ? at : at - values.length];
    }

    double sum() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += values[i];
        }
        return sum;
    }

    /** Returns the sum of squared distances from a value. */
    double squares(double from) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += (values[i] - from) * (values[i] - from);
        }
        return sum;
    }

    /** Returns the sum of distances from a value, all counted as positive. */
    double distances(double from) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.abs(values[i] - from);
        }
        return sum;
    }

    /** Returns the sum of a full window's values, each times its age from the oldest: 1 to the period. */
    double weightedSum() {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (i + 1) * oldest(i);
        }
        return sum;
    }
}
