package com.flowex.engine.state;

/** Sums that are compared with a limit and must not overflow: past the largest {@code long} they stay there. */
public final class SaturatingMath {

    private SaturatingMath() {}

    public static long sum(long a, long b) {
        long sum = a + b;
        boolean hasWrapped = ((a ^ sum) & (b ^ sum)) < 0;
        if (!hasWrapped) {
            return sum;
        }
        return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
