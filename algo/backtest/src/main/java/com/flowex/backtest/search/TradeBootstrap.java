package com.flowex.backtest.search;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Monte Carlo of trades: draws the profits of a run's trades again, with repetition, and follows the equity of each
 * path. It says how much of a result is the luck of the order and the selection of trades; it assumes that trades do
 * not depend on each other.
 *
 * @param equity end equity by quantile, in the order of {@link #QUANTILES}
 * @param maxDrawdown deepest fall as a share of the highest equity, by quantile
 * @param lossShare share of the paths that end below their start
 * @param ruinShare share of the paths whose equity reaches zero
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TradeBootstrap(double[] equity, double[] maxDrawdown, double lossShare, double ruinShare) {

    /** Quantiles of the results, in rising order. */
    public static final List<Double> QUANTILES = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

    private static final int PATHS_MAX = 100_000;

    /**
     * Draws paths as long as the run.
     *
     * @param profits profit of each trade in money, one or more
     * @param start equity before the first trade, above 0
     * @param paths 1 to 100,000
     * @param seed the same seed gives the same paths
     */
    public static TradeBootstrap of(double[] profits, double start, int paths, long seed) {
        if (profits.length == 0 || !(start > 0) || paths < 1 || paths > PATHS_MAX) {
            throw new IllegalArgumentException(
                    "a bootstrap needs a trade, equity above 0 and 1 to " + PATHS_MAX + " paths");
        }
        double[] ends = new double[paths];
        double[] falls = new double[paths];
        int losses = 0;
        int ruins = 0;
        for (int path = 0; path < paths; path++) {
            // Each path has a generator of its own, so that paths can be drawn in any order.
            SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + path);
            double equity = start;
            double peak = start;
            boolean isRuined = false;
            for (int i = 0; i < profits.length; i++) {
                equity += profits[random.nextInt(profits.length)];
                peak = Math.max(peak, equity);
                falls[path] = Math.max(falls[path], 1 - equity / peak);
                isRuined |= equity <= 0;
            }
            ends[path] = equity;
            losses += equity < start ? 1 : 0;
            ruins += isRuined ? 1 : 0;
        }
        return new TradeBootstrap(quantiles(ends), quantiles(falls), (double) losses / paths, (double) ruins / paths);
    }

    /** Returns the values at the quantiles: the value of rank ceil(q n) from the lowest. */
    private static double[] quantiles(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return QUANTILES.stream()
                .mapToDouble(quantile -> sorted[(int) Math.ceil(quantile * sorted.length) - 1])
                .toArray();
    }
}
