package com.flowex.backtest.data;

/** Binary search in rising values that may repeat. */
final class LowerBound {

    private LowerBound() {}

    /** Returns the index of the first value of {@code from} to {@code end} that is at least {@code value}; else the end. */
    static int of(long[] values, int from, int end, long value) {
        int low = from;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
