package com.flowex.backtest.search;

import com.flowex.backtest.metric.Figure;
import java.util.List;
import org.hipparchus.util.CombinatoricsUtils;

/**
 * Combinatorially symmetric cross-validation (Bailey, Borwein, Lopez de Prado and Zhu 2017). The time is cut into
 * blocks; each half of the blocks selects a trial, and the other half judges it.
 */
final class BacktestOverfitting {

    private static final int BLOCKS_MAX = 16;
    private static final int BLOCKS_MIN = 4;
    private static final int PERIODS_PER_BLOCK_MIN = 2;

    /** Greatest number of selections times trials; more would take seconds. */
    private static final double WORK_MAX = 5e7;

    private final int blocks;
    // Sum and sum of squares of the returns by trial and block.
    private final double[][] sums;
    private final double[][] squares;
    private final int[] lengths;

    private BacktestOverfitting(List<double[]> returns, int blocks) {
        this.blocks = blocks;
        int periods = returns.getFirst().length;
        this.sums = new double[returns.size()][blocks];
        this.squares = new double[returns.size()][blocks];
        this.lengths = new int[blocks];
        for (int block = 0; block < blocks; block++) {
            int from = (int) ((long) periods * block / blocks);
            int to = (int) ((long) periods * (block + 1) / blocks);
            lengths[block] = to - from;
            for (int trial = 0; trial < sums.length; trial++) {
                double[] series = returns.get(trial);
                for (int i = from; i < to; i++) {
                    sums[trial][block] += series[i];
                    squares[trial][block] += series[i] * series[i];
                }
            }
        }
    }

    /**
     * Returns the share of selections whose trial is in the lower half of the other half.
     *
     * @param returns returns of each trial over the same periods
     */
    static Figure probability(List<double[]> returns) {
        if (returns.size() < 2) {
            return Figure.missing("there are fewer than two trials");
        }
        int periods = returns.getFirst().length;
        if (returns.stream().anyMatch(series -> series.length != periods)) {
            return Figure.missing("the trials have different numbers of periods");
        }
        int blocks = Math.min(BLOCKS_MAX, periods / PERIODS_PER_BLOCK_MIN / 2 * 2);
        if (blocks < BLOCKS_MIN) {
            return Figure.missing("there are fewer than " + BLOCKS_MIN * PERIODS_PER_BLOCK_MIN + " periods");
        }
        while (blocks > BLOCKS_MIN
                && CombinatoricsUtils.binomialCoefficientDouble(blocks, blocks / 2) * returns.size() > WORK_MAX) {
            blocks -= 2;
        }
        return new BacktestOverfitting(returns, blocks).share();
    }

    private Figure share() {
        long selections = 0;
        long overfitted = 0;
        for (int half = 0; half < 1 << blocks; half++) {
            if (Integer.bitCount(half) == blocks / 2) {
                selections++;
                overfitted += isOverfitted(half) ? 1 : 0;
            }
        }
        return Figure.of((double) overfitted / selections);
    }

    /** Returns true if the best trial of the given blocks is not above the median of the others. */
    private boolean isOverfitted(int half) {
        int best = 0;
        double bestRatio = Double.NEGATIVE_INFINITY;
        for (int trial = 0; trial < sums.length; trial++) {
            double ratio = ratio(trial, half);
            if (ratio > bestRatio) {
                best = trial;
                bestRatio = ratio;
            }
        }
        int others = ~half & (1 << blocks) - 1;
        double judged = ratio(best, others);
        double rank = 1;
        for (int trial = 0; trial < sums.length; trial++) {
            if (trial != best) {
                double ratio = ratio(trial, others);
                // Equal trials share their ranks.
                rank += ratio < judged ? 1 : ratio == judged ? 0.5 : 0;
            }
        }
        return rank / (sums.length + 1) <= 0.5;
    }

    /** Returns the Sharpe ratio of a trial in some blocks; 0 if its returns do not vary. */
    private double ratio(int trial, int chosen) {
        double sum = 0;
        double square = 0;
        int count = 0;
        for (int left = chosen; left != 0; left &= left - 1) {
            int block = Integer.numberOfTrailingZeros(left);
            sum += sums[trial][block];
            square += squares[trial][block];
            count += lengths[block];
        }
        double mean = sum / count;
        double variance = square / count - mean * mean;
        return variance <= 1e-15 * square / count ? 0 : mean / Math.sqrt(variance);
    }
}
