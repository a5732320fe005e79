package com.flowex.backtest.metric;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.StatUtils;

/**
 * Sharpe ratio of one series and the doubt about it (Bailey and Lopez de Prado 2012, 2014). Ratios are those of one
 * period, not annualised.
 *
 * @param ratio mean return divided by its standard deviation
 * @param skewness third standardised moment, of the population
 * @param kurtosis fourth standardised moment, of the population; 3 for a normal distribution
 * @param count number of returns
 */
public record SharpeStatistics(double ratio, double skewness, double kurtosis, int count) {

    private static final NormalDistribution NORMAL = new NormalDistribution();
    private static final double EULER_MASCHERONI = 0.577_215_664_901_532_9;

    /** A deviation below this share of the mean is a rounding error of equal returns. */
    private static final double ROUNDING = 1e-12;

    /** Returns the statistics; the ratio is NaN if there are fewer than two returns or all are equal. */
    public static SharpeStatistics of(double[] returns) {
        int n = returns.length;
        double mean = n == 0 ? 0 : StatUtils.mean(returns);
        double m2 = 0;
        double m3 = 0;
        double m4 = 0;
        for (double value : returns) {
            double distance = value - mean;
            m2 += distance * distance / n;
            m3 += distance * distance * distance / n;
            m4 += distance * distance * distance * distance / n;
        }
        double deviation = n < 2 ? 0 : Math.sqrt(m2 * n / (n - 1));
        if (deviation <= ROUNDING * Math.max(Math.abs(mean), ROUNDING)) {
            return new SharpeStatistics(Double.NaN, Double.NaN, Double.NaN, n);
        }
        return new SharpeStatistics(mean / deviation, m3 / Math.pow(m2, 1.5), m4 / (m2 * m2), n);
    }

    /** Returns the probability that the true ratio is above a benchmark's, given length, skewness and fat tails. */
    public Figure probabilityAbove(double benchmarkRatio) {
        if (Double.isNaN(ratio)) {
            return Figure.missing("returns do not vary");
        }
        double variance = 1 - skewness * ratio + (kurtosis - 1) / 4 * ratio * ratio;
        if (variance <= 0) {
            return Figure.missing("the returns are too skewed for the formula");
        }
        return Figure.of(
                NORMAL.cumulativeProbability((ratio - benchmarkRatio) * Math.sqrt(count - 1.0) / Math.sqrt(variance)));
    }

    /**
     * Returns the highest ratio to expect from a number of trials without any skill.
     *
     * @param trials independent trials, 1 or more
     * @param variance variance of the ratios of the trials
     */
    public static double expectedMaximum(int trials, double variance) {
        if (trials < 2) {
            return 0;
        }
        double first = NORMAL.inverseCumulativeProbability(1 - 1.0 / trials);
        double second = NORMAL.inverseCumulativeProbability(1 - 1.0 / (trials * Math.E));
        return Math.sqrt(variance) * ((1 - EULER_MASCHERONI) * first + EULER_MASCHERONI * second);
    }

    /** Returns the deflated ratio: the probability that the true ratio is above the best of so many tries by luck. */
    public Figure deflated(int trials, double variance) {
        return probabilityAbove(expectedMaximum(trials, variance));
    }
}
