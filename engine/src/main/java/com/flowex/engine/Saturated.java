package com.flowex.engine;

/** Sums that are compared with a limit and must not wrap round: past the largest {@code long} they stay there. */
final class Saturated {

    private Saturated() {}

    static long sum(long a, long b) {
        long sum = a + b;
        boolean hasWrapped = ((a ^ sum) & (b ^ sum)) < 0;
        if (!hasWrapped) {
            return sum;
        }
        return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
