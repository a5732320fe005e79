package com.flowex.risk.app.portfolio;

import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SemiDefinitePositiveCholeskyDecomposition;
import org.hipparchus.random.RandomDataGenerator;
import org.hipparchus.random.Well19937c;

/**
 * Joint distribution of assets' logarithmic returns over a horizon. They are normal, or Student's with the same
 * variances, so no price falls below zero.
 */
public final class JointReturns {

    private final double[][] root;
    private final double[] deviations;
    private final double freedom;

    /**
     * Creates the distribution.
     *
     * @param deviations standard deviations of the logarithmic returns over the horizon
     * @param freedom degrees of freedom of Student's distribution (A. McNeil, R. Frey, P. Embrechts, Quantitative Risk
     *     Management, 2005, chapter 3); infinite for normal returns
     */
    public JointReturns(RealMatrix correlation, double[] deviations, double freedom) {
        this.root = new SemiDefinitePositiveCholeskyDecomposition(correlation, 1e-10)
                .getL()
                .getData();
        this.deviations = deviations.clone();
        this.freedom = freedom;
    }

    /**
     * Returns the tail of a portfolio's gains that are drawn from this distribution.
     *
     * @param weights shares of the value
     * @param seed the same seed gives the same tail
     */
    public TailRisk monteCarlo(double[] weights, int paths, long seed, double confidence) {
        Well19937c random = new Well19937c(seed);
        double[] normal = new double[root[0].length];
        double[] gains = new double[paths];
        for (int path = 0; path < paths; path++) {
            for (int i = 0; i < normal.length; i++) {
                normal[i] = random.nextGaussian();
            }
            gains[path] = gain(normal, weights, factor(random));
        }
        return TailRiskEstimators.historical(gains, confidence);
    }

    /** Returns the factor that turns normal returns into Student's with variance one. */
    private double factor(Well19937c random) {
        if (Double.isInfinite(freedom)) {
            return 1;
        }
        return Math.sqrt((freedom - 2) / RandomDataGenerator.of(random).nextGamma(freedom / 2, 2));
    }

    private double gain(double[] normal, double[] weights, double factor) {
        double gain = 0;
        for (int i = 0; i < weights.length; i++) {
            double move = 0;
            double[] row = root[i];
            for (int j = 0; j < row.length; j++) {
                move += row[j] * normal[j];
            }
            gain += weights[i] * Math.expm1(move * deviations[i] * factor);
        }
        return gain;
    }
}
