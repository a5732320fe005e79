package com.flowex.risk.app.portfolio;

import com.flowex.risk.app.measure.Volatility;
import java.util.Arrays;
import org.hipparchus.stat.StatUtils;

/**
 * Logarithmic returns of a portfolio with their exponentially weighted variance, 0.94 a day by date (RiskMetrics
 * Technical Document, 1996).
 *
 * @param logs returns, oldest first
 * @param variances variance of each day, from the days before it alone; one more for the day after the last
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of one computation, never compared
record FilteredReturns(double[] logs, double[] variances) {

    /** Number of first days whose variance is mostly the initial one of the filter. */
    private static final int WARM_UP = 30;

    /**
     * Filters gains.
     *
     * @param gains shares of the value, more than the warm-up
     * @param gaps days from each gain to the next one, or to the day after it for the last; empty means one day each
     */
    static FilteredReturns of(double[] gains, long[] gaps) {
        double[] logs = Arrays.stream(gains).map(Math::log1p).toArray();
        double[] variances = new double[logs.length + 1];
        variances[0] = StatUtils.sumSq(logs, 0, WARM_UP) / WARM_UP;
        for (int i = 0; i < logs.length; i++) {
            double kept = Math.pow(Volatility.DECAY, gaps.length == 0 ? 1.0 : (double) gaps[i]);
            variances[i + 1] = kept * variances[i] + (1 - kept) * logs[i] * logs[i];
        }
        return new FilteredReturns(logs, variances);
    }

    /** Returns the standard deviation of the day after the last. */
    double deviation() {
        return Math.sqrt(variances[variances.length - 1]);
    }

    /**
     * Returns gains over a horizon if each standardized past return came at today's variance (G. Barone-Adesi, K.
     * Giannopoulos, L. Vosper: VaR without correlations for portfolios of derivative securities, J. of Futures Markets
     * 19, 1999).
     *
     * @param root root of the horizon's number of days
     */
    double[] today(double root) {
        double[] today = new double[logs.length - WARM_UP];
        for (int i = 0; i < today.length; i++) {
            double before = variances[i + WARM_UP];
            double standard = before > 0 ? logs[i + WARM_UP] / Math.sqrt(before) : 0;
            today[i] = Math.expm1(root * deviation() * standard);
        }
        return today;
    }
}
