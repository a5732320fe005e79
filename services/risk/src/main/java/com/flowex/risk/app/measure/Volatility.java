package com.flowex.risk.app.measure;

import com.flowex.risk.app.bar.DailyBar;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.stat.StatUtils;

/**
 * Yearly volatility of a price: standard deviations of logarithmic returns, by several estimators. Crypto trades on 365
 * days.
 *
 * @param closeToClose from closing prices alone
 * @param parkinson from highs and lows (Parkinson 1980)
 * @param garmanKlass from opens, highs, lows and closes (Garman and Klass 1980)
 * @param yangZhang the same, with moves between days and without a bias from a trend (Yang and Zhang 2000)
 * @param ewma from closing prices, recent ones weighing more: 0.94 a day (RiskMetrics 1996)
 */
public record Volatility(double closeToClose, double parkinson, double garmanKlass, double yangZhang, double ewma) {

    public static final int DAYS_A_YEAR = 365;

    /** Decay per day of RiskMetrics. */
    public static final double DECAY = 0.94;

    private static final double LOG_2 = Math.log(2);
    private static final int MOVES_MIN = 2;

    /**
     * Computes the estimates.
     *
     * @param bars oldest first
     * @throws IllegalArgumentException if there are fewer than three
     */
    public static Volatility of(List<DailyBar> bars) {
        DailyReturns moves = new DailyReturns(bars);
        if (moves.days() < MOVES_MIN) {
            throw new IllegalArgumentException("volatility needs three days, was " + bars.size());
        }
        double garmanKlass =
                0.5 * StatUtils.mean(moves.range) - (2 * LOG_2 - 1) * StatUtils.sumSq(moves.within) / moves.days();
        return new Volatility(
                yearly(StatUtils.variance(moves.closeToClose)),
                yearly(StatUtils.mean(moves.range) / (4 * LOG_2)),
                yearly(garmanKlass),
                yearly(yangZhang(
                        moves.days(),
                        StatUtils.variance(moves.overnight),
                        StatUtils.variance(moves.within),
                        StatUtils.mean(moves.rogersSatchell))),
                yearly(ewma(moves)));
    }

    /** Returns Yang and Zhang's combination of the variances of the given number of days. */
    static double yangZhang(int days, double overnight, double within, double rogersSatchell) {
        double share = 0.34 / (1.34 + (days + 1.0) / (days - 1.0));
        return overnight + share * within + (1 - share) * rogersSatchell;
    }

    private static double ewma(DailyReturns moves) {
        double[] weights = decayed(moves.day);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * moves.closeToClose[i] * moves.closeToClose[i];
        }
        return sum;
    }

    /**
     * Returns weights of days by their distance from the last one, missing days included; oldest first, their sum is
     * one.
     */
    static double[] decayed(long[] days) {
        long last = days.length == 0 ? 0 : days[days.length - 1];
        double[] weights = Arrays.stream(days)
                .mapToDouble(day -> Math.pow(DECAY, (double) (last - day)))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(each -> each / sum).toArray();
    }

    /** Converts a daily variance to a yearly standard deviation. */
    static double yearly(double variance) {
        return Math.sqrt(Math.max(0, variance) * DAYS_A_YEAR);
    }
}
