package com.flowex.domain.margin;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Index price of an asset: the mean of its sources' prices, weighted by volume. A price counts within 0.95 and 1.05 of
 * the median, so that one source alone cannot move the index far.
 */
public final class IndexPrice {

    /** Fewest sources on which a debt may begin. */
    public static final int SOURCES_MIN = 3;

    /** Age from which a quote has no weight. */
    public static final long STALE_NANOS = 60_000_000_000L;

    /** A price counts up to one twentieth from the median. */
    private static final long TWENTY = 20;

    private IndexPrice() {}

    /**
     * Returns the price, rounded down. The median of an even number of prices is the mean of the middle two, rounded
     * down; both bounds are rounded towards it.
     *
     * @param prices 1 or more prices, each within 1..10^18
     * @param volumes weights of the prices, each within 1..10^18
     */
    public static long of(long[] prices, long[] volumes) {
        long median = medianOf(prices);
        long low = median - median / TWENTY;
        long high = median + median / TWENTY;
        BigInteger sum = BigInteger.ZERO;
        BigInteger weights = BigInteger.ZERO;
        for (int i = 0; i < prices.length; i++) {
            BigInteger weight = BigInteger.valueOf(volumes[i]);
            sum = sum.add(BigInteger.valueOf(Math.clamp(prices[i], low, high)).multiply(weight));
            weights = weights.add(weight);
        }
        return sum.divide(weights).longValueExact();
    }

    private static long medianOf(long[] prices) {
        long[] sorted = prices.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
