package com.flowex.risk.portfolio;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * How a value at risk would have done: on how many days more was lost than it said, and whether those days came together.
 *
 * @param days that it was tried on
 * @param exceeded days on which more was lost
 * @param expected so many of them there should be
 * @param kupiec likelihood ratio of how many they are (P. Kupiec, J. of Derivatives 3, 1995): chi-squared, one degree
 * @param kupiecP how likely as much or more is, were the model right
 * @param independence likelihood ratio of whether one follows the other (P. Christoffersen, International Economic Review 39, 1998)
 * @param independenceP how likely as much or more is, were they independent
 */
public record Backtest(
        int days,
        int exceeded,
        double expected,
        double kupiec,
        double kupiecP,
        double independence,
        double independenceP) {

    private static final ChiSquaredDistribution CHI = new ChiSquaredDistribution(1);

    /**
     * Tries the historical value at risk of the days before on each day.
     *
     * @param gains oldest first
     * @param window so many days before are looked at
     */
    public static Backtest of(double[] gains, int window, double confidence) {
        boolean[] exceeded = new boolean[Math.max(0, gains.length - window)];
        for (int i = 0; i < exceeded.length; i++) {
            double[] before = Arrays.copyOfRange(gains, i, i + window);
            exceeded[i] = -gains[i + window]
                    > LossTails.historical(before, confidence).var();
        }
        return of(exceeded, 1 - confidence);
    }

    /** @param rate share of days on which more should be lost */
    static Backtest of(boolean[] exceeded, double rate) {
        int count = 0;
        int[][] followed = new int[2][2];
        for (int i = 0; i < exceeded.length; i++) {
            count += exceeded[i] ? 1 : 0;
            if (i > 0) {
                followed[exceeded[i - 1] ? 1 : 0][exceeded[i] ? 1 : 0]++;
            }
        }
        double kupiec = kupiec(exceeded.length, count, rate);
        double independence = independence(followed);
        return new Backtest(
                exceeded.length, count, exceeded.length * rate, kupiec, p(kupiec), independence, p(independence));
    }

    static double kupiec(int days, int count, double rate) {
        return days == 0
                ? 0
                : Math.max(0, 2 * (likelihood(days, count, (double) count / days) - likelihood(days, count, rate)));
    }

    private static double independence(int[][] followed) {
        int after0 = followed[0][0] + followed[0][1];
        int after1 = followed[1][0] + followed[1][1];
        int all = after0 + after1;
        if (all == 0) {
            return 0;
        }
        int hits = followed[0][1] + followed[1][1];
        double apart = likelihood(after0, followed[0][1], share(followed[0][1], after0))
                + likelihood(after1, followed[1][1], share(followed[1][1], after1));
        return Math.max(0, 2 * (apart - likelihood(all, hits, share(hits, all))));
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** Logarithm of how likely so many of the days are; 0 · ln 0 is 0. */
    private static double likelihood(int days, int count, double rate) {
        return term(count, rate) + term(days - count, 1 - rate);
    }

    private static double term(int count, double rate) {
        return count == 0 ? 0 : count * Math.log(rate);
    }

    private static double p(double ratio) {
        return 1 - CHI.cumulativeProbability(ratio);
    }
}
