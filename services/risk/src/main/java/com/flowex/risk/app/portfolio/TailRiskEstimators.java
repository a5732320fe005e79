package com.flowex.risk.app.portfolio;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.descriptive.moment.Kurtosis;
import org.hipparchus.stat.descriptive.moment.Skewness;

/**
 * Tail losses over several days, by several methods. Each method uses logarithmic returns, so a portfolio without debts
 * never loses more than its whole value.
 */
public final class TailRiskEstimators {

    private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);
    private static final int STEPS = 1_000;

    /** Degrees of freedom beyond which Student's distribution is practically normal. */
    private static final double FREEDOM_MAX = 200;

    private TailRiskEstimators() {}

    /**
     * Converts gains of days to gains of a horizon: their logarithms are multiplied by the root of its days.
     *
     * @param gains daily gains, shares of the value
     */
    public static double[] over(double[] gains, double root) {
        return Arrays.stream(gains)
                .map(gain -> root == 1 ? gain : Math.expm1(root * Math.log1p(gain)))
                .toArray();
    }

    /**
     * Returns the tail of the given gains.
     *
     * @param gains shares of the value
     * @param confidence such as 0.99
     */
    public static TailRisk historical(double[] gains, double confidence) {
        double[] sorted = gains.clone();
        Arrays.sort(sorted);
        int worst = Math.max(1, (int) Math.floor(sorted.length * (1 - confidence) + 1e-9));
        return new TailRisk(-sorted[worst - 1], -StatUtils.mean(sorted, 0, worst));
    }

    /**
     * Returns the tail of normal logarithmic returns without a drift: with a drift, a calm year would promise another.
     * The conditional value is the mean of a lognormal variable beyond its quantile (J. Hull, Options, Futures, and
     * Other Derivatives, appendix to the chapter on Black and Scholes).
     *
     * @param deviation standard deviation of the logarithmic return over the horizon
     */
    public static TailRisk parametric(double deviation, double confidence) {
        double z = NORMAL.inverseCumulativeProbability(confidence);
        double beyond = Math.exp(deviation * deviation / 2) * NORMAL.cumulativeProbability(-z - deviation);
        return new TailRisk(-Math.expm1(-z * deviation), 1 - beyond / (1 - confidence));
    }

    /** Returns the standard normal quantile of a confidence. */
    static double quantile(double confidence) {
        return NORMAL.inverseCumulativeProbability(confidence);
    }

    /**
     * Returns the normal tail, corrected by skewness and excess kurtosis (E. Cornish, R. Fisher, Revue de l'Institut
     * International de Statistique 5, 1938). Over several independent days skewness shrinks by the root of their
     * number, and kurtosis by their number. The conditional value is the mean of the quantiles beyond.
     *
     * @param gains daily gains, shares of the value
     * @return empty where the expansion is no distribution
     */
    public static Optional<TailRisk> cornishFisher(double[] gains, double confidence, int days) {
        double[] logs = logs(gains);
        double skewness = new Skewness().evaluate(logs) / Math.sqrt(days);
        double kurtosis = new Kurtosis().evaluate(logs) / days;
        double lowest = NORMAL.inverseCumulativeProbability((1 - confidence) * 0.5 / STEPS);
        if (!isInDomain(skewness, kurtosis, lowest)) {
            return Optional.empty();
        }
        double deviation = Math.sqrt(StatUtils.variance(logs) * days);
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            double tail = (1 - confidence) * (i + 0.5) / STEPS;
            double z = corrected(NORMAL.inverseCumulativeProbability(tail), skewness, kurtosis);
            sum += Math.expm1(z * deviation);
        }
        double quantile = corrected(NORMAL.inverseCumulativeProbability(1 - confidence), skewness, kurtosis);
        return Optional.of(new TailRisk(-Math.expm1(quantile * deviation), -sum / STEPS));
    }

    static double corrected(double z, double skewness, double kurtosis) {
        return z
                + (z * z - 1) * skewness / 6
                + (z * z * z - 3 * z) * kurtosis / 24
                - (2 * z * z * z - 5 * z) * skewness * skewness / 36;
    }

    /**
     * True if the corrected quantile grows with the normal one over all losses that are used: otherwise a worse day
     * would have the better quantile (D. Maillard: A User's Guide to the Cornish Fisher Expansion, 2012).
     *
     * @param lowest normal quantile of the largest loss, below zero
     */
    static boolean isInDomain(double skewness, double kurtosis, double lowest) {
        double square = kurtosis / 8 - skewness * skewness / 6;
        double slope = skewness / 3;
        double constant = 1 - kurtosis / 8 + 5 * skewness * skewness / 36;
        double vertex = square > 0 ? Math.clamp(-slope / (2 * square), lowest, 0) : 0;
        return DoubleStream.of(lowest, vertex, 0).allMatch(z -> square * z * z + slope * z + constant > 0);
    }

    private static double[] logs(double[] gains) {
        return Arrays.stream(gains).map(Math::log1p).toArray();
    }

    /**
     * Returns the degrees of freedom of Student's distribution with the gains' excess kurtosis, by moments: 4 + 6 /
     * kurtosis. The kurtosis shrinks by the number of days; the result is infinite where tails are not fatter than
     * normal.
     */
    public static double freedom(double[] gains, int days) {
        double kurtosis = new Kurtosis().evaluate(logs(gains)) / days;
        double freedom = kurtosis <= 0 ? Double.POSITIVE_INFINITY : 4 + 6 / kurtosis;
        return freedom > FREEDOM_MAX ? Double.POSITIVE_INFINITY : freedom;
    }
}
