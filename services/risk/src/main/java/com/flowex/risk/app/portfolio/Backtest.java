package com.flowex.risk.app.portfolio;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Back-test of a value-at-risk method: number of exceedances, and whether they cluster.
 *
 * @param days number of tested horizons, which have no day in common; days where the horizon is one
 * @param exceeded number of horizons whose loss was above the value at risk
 * @param expected expected number of exceedances
 * @param kupiec likelihood ratio of the number of exceedances (P. Kupiec, J. of Derivatives 3, 1995): chi-squared, one
 *     degree
 * @param kupiecP probability of this ratio or a larger one if the model is right
 * @param independence likelihood ratio of the independence of exceedances (P. Christoffersen, International Economic
 *     Review 39, 1998)
 * @param independenceP probability of this ratio or a larger one if exceedances are independent
 * @param zone traffic light of the number of exceedances; null in old reports, which lack it
 */
public record Backtest(
        int days,
        int exceeded,
        double expected,
        double kupiec,
        double kupiecP,
        double independence,
        double independenceP,
        @Nullable Zone zone) {

    /**
     * Traffic light (Basel Committee on Banking Supervision: Supervisory framework for the use of "backtesting", 1996).
     * It is yellow from the number that a right model stays below with 95 %, and red from that with 99.99 %.
     */
    public enum Zone {
        GREEN,
        YELLOW,
        RED;

        private static final double YELLOW_FROM = 0.95;
        private static final double RED_FROM = 0.9999;

        static Zone of(int days, int exceeded, double rate) {
            double fewer = new BinomialDistribution(days, rate).cumulativeProbability(exceeded);
            if (fewer < YELLOW_FROM) {
                return GREEN;
            }
            return fewer < RED_FROM ? YELLOW : RED;
        }

        /** Returns the word of the API's contract. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final ChiSquaredDistribution CHI = new ChiSquaredDistribution(1);

    /**
     * Tests a value at risk on each horizon after the days that it is computed from. Horizons have no day in common:
     * exceedances of overlapping ones would cluster by construction.
     *
     * @param gains daily gains, oldest first
     * @param window number of days that each value is computed from
     * @param forecast value at risk over the horizon, from the gains of a window; NaN where the method has none
     * @return empty if the method has no value for some window: the number of exceedances would be too small
     */
    public static Optional<Backtest> of(
            double[] gains, int window, int horizonDays, double confidence, ToDoubleFunction<double[]> forecast) {
        return of(
                gains,
                new double[gains.length],
                window,
                horizonDays,
                confidence,
                (past, _) -> forecast.applyAsDouble(past));
    }

    /**
     * Tests a value at risk of a portfolio that is sold at the end of each horizon.
     *
     * @param costs costs of a sale at the end of each day, shares of the value
     * @param forecast value at risk over the horizon, from the gains and the costs of a window
     */
    static Optional<Backtest> of(
            double[] gains,
            double[] costs,
            int window,
            int horizonDays,
            double confidence,
            ToDoubleBiFunction<double[], double[]> forecast) {
        List<Boolean> exceeded = new ArrayList<>();
        for (int from = 0; from + window + horizonDays <= gains.length; from += horizonDays) {
            double worth = 1;
            for (int day = from + window; day < from + window + horizonDays; day++) {
                worth *= 1 + gains[day];
            }
            worth *= 1 - costs[from + window + horizonDays - 1];
            double most = forecast.applyAsDouble(
                    Arrays.copyOfRange(gains, from, from + window), Arrays.copyOfRange(costs, from, from + window));
            if (Double.isNaN(most)) {
                return Optional.empty();
            }
            exceeded.add(1 - worth > most);
        }
        boolean[] all = new boolean[exceeded.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = exceeded.get(i);
        }
        return Optional.of(of(all, 1 - confidence));
    }

    /** @param rate expected share of exceedances */
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
                exceeded.length,
                count,
                exceeded.length * rate,
                kupiec,
                p(kupiec),
                independence,
                p(independence),
                Zone.of(exceeded.length, count, rate));
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

    /** Returns the logarithm of the likelihood of the given number of days; 0 · ln 0 is 0. */
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
