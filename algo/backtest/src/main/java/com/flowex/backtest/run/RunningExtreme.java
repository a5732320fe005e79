package com.flowex.backtest.run;

import java.util.Arrays;

/**
 * Lowest value since any earlier time: a stack of times and rising values, of which each is the lowest from its time on.
 */
final class RunningExtreme {

    private long[] times = new long[64];
    private long[] values = new long[64];
    private int size;

    /** Adds a value at a time, which is not before the last one. */
    void add(long time, long value) {
        while (size > 0 && values[size - 1] >= value) {
            size--;
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        times[size] = time;
        values[size++] = value;
    }

    /** Returns the lowest value from a time on; {@link Long#MAX_VALUE} if there is none. */
    long since(long time) {
        int at = Arrays.binarySearch(times, 0, size, time);
        int first = at >= 0 ? firstOf(at) : -at - 1;
        return first < size ? values[first] : Long.MAX_VALUE;
    }

    private int firstOf(int at) {
        int first = at;
        while (first > 0 && times[first - 1] == times[at]) {
            first--;
        }
        return first;
    }

    /** Forgets everything, once no open order asks for it. */
    void clear() {
        size = 0;
    }
}
