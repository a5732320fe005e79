package com.flowex.strategy.indicator;

/**
 * Highest or lowest of the last values. Candidates stand in a queue from the present extreme on, so that each value
 * enters and leaves once.
 */
final class SlidingExtreme {

    private final int period;
    private final double sign;
    private final double[] values;
    private final long[] positions;
    private int head;
    private int size;
    private long count;

    private SlidingExtreme(int period, double sign) {
        this.period = Indicator.requirePeriod(period);
        this.sign = sign;
        this.values = new double[period];
        this.positions = new long[period];
    }

    static SlidingExtreme highest(int period) {
        return new SlidingExtreme(period, 1);
    }

    static SlidingExtreme lowest(int period) {
        return new SlidingExtreme(period, -1);
    }

    void update(double value) {
        double signed = sign * value;
        if (size > 0 && positions[head] <= count - period) {
            head = at(1);
            size--;
        }
        while (size > 0 && values[at(size - 1)] <= signed) {
            size--;
        }
        int place = at(size);
        values[place] = signed;
        positions[place] = count;
        size++;
        count++;
    }

    boolean isFull() {
        return count >= period;
    }

    double value() {
        return isFull() ? sign * values[head] : Double.NaN;
    }

    private int at(int offset) {
        int place = head + offset;
        return place < period ? place : place - period;
    }
}
