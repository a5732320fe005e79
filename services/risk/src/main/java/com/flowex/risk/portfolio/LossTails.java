package com.flowex.risk.portfolio;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.random.Well19937c;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.descriptive.moment.Kurtosis;
import org.hipparchus.stat.descriptive.moment.Skewness;

/** Tails of the losses of a day, by four methods. */
public final class LossTails {

    private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);
    private static final int STEPS = 1_000;

    private LossTails() {}

    /**
     * As in the days that were.
     *
     * @param gains of days, shares of the value
     * @param confidence such as 0.99
     */
    public static Tail historical(double[] gains, double confidence) {
        double[] sorted = gains.clone();
        Arrays.sort(sorted);
        int worst = Math.max(1, (int) Math.floor(sorted.length * (1 - confidence) + 1e-9));
        return new Tail(-sorted[worst - 1], -StatUtils.mean(sorted, 0, worst));
    }

    /** As if gains were normal, without a drift: with it a calm year would promise another. */
    public static Tail parametric(double deviation, double confidence) {
        double z = NORMAL.inverseCumulativeProbability(confidence);
        return new Tail(z * deviation, NORMAL.density(z) / (1 - confidence) * deviation);
    }

    /**
     * Normal, corrected by skewness and kurtosis (E. Cornish, R. Fisher, Revue de l'Institut International de Statistique 5, 1938); the
     * conditional value is the mean of the quantiles beyond.
     */
    public static Tail cornishFisher(double[] gains, double confidence) {
        double skewness = new Skewness().evaluate(gains);
        double kurtosis = new Kurtosis().evaluate(gains);
        double deviation = Math.sqrt(StatUtils.variance(gains));
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            double tail = (1 - confidence) * (i + 0.5) / STEPS;
            sum += corrected(NORMAL.inverseCumulativeProbability(tail), skewness, kurtosis);
        }
        double quantile = corrected(NORMAL.inverseCumulativeProbability(1 - confidence), skewness, kurtosis);
        return new Tail(-quantile * deviation, -sum / STEPS * deviation);
    }

    static double corrected(double z, double skewness, double kurtosis) {
        return z
                + (z * z - 1) * skewness / 6
                + (z * z * z - 3 * z) * kurtosis / 24
                - (2 * z * z * z - 5 * z) * skewness * skewness / 36;
    }

    /**
     * As in so many days drawn from the covariance: logarithmic returns are normal, so no price falls below zero.
     *
     * @param weights shares of the value
     * @param seed the same gives the same
     */
    public static Tail monteCarlo(RealMatrix covariance, double[] weights, int paths, long seed, double confidence) {
        double[][] root = new CholeskyDecomposition(covariance, 1e-9, 0).getL().getData();
        Well19937c random = new Well19937c(seed);
        double[] normal = new double[weights.length];
        double[] gains = new double[paths];
        for (int path = 0; path < paths; path++) {
            for (int i = 0; i < normal.length; i++) {
                normal[i] = random.nextGaussian();
            }
            gains[path] = gain(root, normal, weights);
        }
        return historical(gains, confidence);
    }

    private static double gain(double[][] root, double[] normal, double[] weights) {
        double gain = 0;
        for (int i = 0; i < weights.length; i++) {
            double move = 0;
            double[] row = root[i];
            for (int j = 0; j <= i; j++) {
                move += row[j] * normal[j];
            }
            gain += weights[i] * Math.expm1(move);
        }
        return gain;
    }
}
