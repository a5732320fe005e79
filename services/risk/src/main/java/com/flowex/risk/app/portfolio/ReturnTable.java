package com.flowex.risk.app.portfolio;

import com.flowex.risk.app.bar.DailyBar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Logarithmic returns of several assets on common days: those on which assets with at least half of the weight have a
 * return of their own. A small asset therefore neither shortens the history nor ends it. A return that an asset lacks
 * on such a day is made from the others: beta times their mean return by weight, plus a residual of the asset's own
 * history, in its order (S. Page: How to Combine Long and Short Return Histories Efficiently, Financial Analysts J. 69,
 * 2013). Its variance and its covariance with the others stay those of its own days.
 *
 * @param assets codes of the assets, in the order of the columns
 * @param days days of the rows, oldest first
 * @param rows one for each day, with one return for each asset
 * @param own number of each asset's own returns
 */
public record ReturnTable(List<String> assets, List<Long> days, List<double[]> rows, List<Integer> own) {

    private static final double WEIGHT_MIN = 0.5;

    /** Minimum number of common days for a beta; with fewer it is zero. */
    private static final int OVERLAP_MIN = 30;

    private static final double ROUNDING = 1e-9;

    public ReturnTable {
        assets = List.copyOf(assets);
        days = List.copyOf(days);
        rows = List.copyOf(rows);
        own = List.copyOf(own);
    }

    /**
     * Aligns closing prices. A return across missing days counts as that of one of these days.
     *
     * @param bars clean bars by asset; their order is the order of the columns
     * @param weights weights of the assets, in the same order
     * @param last maximum number of returns
     */
    public static ReturnTable of(Map<String, List<DailyBar>> bars, double[] weights, int last) {
        List<Map<Long, Double>> returns = new ArrayList<>();
        bars.values().forEach(each -> returns.add(returns(each)));
        List<Long> days = days(returns, weights, last);
        double[][] rows = new double[days.size()][returns.size()];
        List<Integer> own = new ArrayList<>();
        for (int asset = 0; asset < returns.size(); asset++) {
            int count = 0;
            for (int row = 0; row < rows.length; row++) {
                double each = returns.get(asset).getOrDefault(days.get(row), Double.NaN);
                rows[row][asset] = each;
                count += Double.isNaN(each) ? 0 : 1;
            }
            own.add(count);
        }
        double[][] filled = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
        for (int asset = 0; asset < returns.size(); asset++) {
            if (own.get(asset) < rows.length) {
                fill(rows, weights, asset, filled);
            }
        }
        return new ReturnTable(List.copyOf(bars.keySet()), days, List.of(filled), own);
    }

    private static Map<Long, Double> returns(List<DailyBar> bars) {
        Map<Long, Double> returns = new HashMap<>();
        for (int i = 1; i < bars.size(); i++) {
            DailyBar before = bars.get(i - 1);
            DailyBar bar = bars.get(i);
            double root = Math.sqrt((double) (bar.day() - before.day()));
            returns.put(bar.day(), Math.log(bar.close() / before.close()) / root);
        }
        return returns;
    }

    private static List<Long> days(List<Map<Long, Double>> returns, double[] weights, int last) {
        TreeMap<Long, Double> weightOn = new TreeMap<>();
        for (int asset = 0; asset < returns.size(); asset++) {
            double weight = weights[asset];
            returns.get(asset).keySet().forEach(day -> weightOn.merge(day, weight, Double::sum));
        }
        double least = WEIGHT_MIN * Arrays.stream(weights).sum() * (1 - ROUNDING);
        List<Long> days = weightOn.entrySet().stream()
                .filter(each -> each.getValue() >= least)
                .map(Map.Entry::getKey)
                .toList();
        return days.subList(Math.max(0, days.size() - last), days.size());
    }

    private static void fill(double[][] rows, double[] weights, int asset, double[][] filled) {
        double[] others = new double[rows.length];
        for (int row = 0; row < rows.length; row++) {
            others[row] = meanWithout(rows[row], weights, asset);
        }
        double beta = beta(rows, others, asset);
        List<Double> residuals = new ArrayList<>();
        for (int row = 0; row < rows.length; row++) {
            if (!Double.isNaN(rows[row][asset])) {
                residuals.add(rows[row][asset] - explained(beta, others[row]));
            }
        }
        int next = 0;
        for (int row = 0; row < rows.length; row++) {
            if (Double.isNaN(rows[row][asset])) {
                double residual = residuals.isEmpty() ? 0 : residuals.get(next++ % residuals.size());
                filled[row][asset] = explained(beta, others[row]) + residual;
            }
        }
    }

    private static double explained(double beta, double others) {
        return Double.isNaN(others) ? 0 : beta * others;
    }

    /** Returns the mean return, by weight, of the other assets that have one; NaN if none has. */
    private static double meanWithout(double[] row, double[] weights, int asset) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < row.length; i++) {
            if (i != asset && !Double.isNaN(row[i])) {
                sum += weights[i] * row[i];
                weight += weights[i];
            }
        }
        return weight > 0 ? sum / weight : Double.NaN;
    }

    private static double beta(double[][] rows, double[] others, int asset) {
        double both = 0;
        double square = 0;
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            if (!Double.isNaN(rows[row][asset]) && !Double.isNaN(others[row])) {
                both += rows[row][asset] * others[row];
                square += others[row] * others[row];
                count++;
            }
        }
        return count < OVERLAP_MIN || square == 0 ? 0 : both / square;
    }

    /** Returns a matrix whose rows are the days. */
    double[][] matrix() {
        return rows.toArray(double[][]::new);
    }

    /** Returns the share of the weighted returns that were made from others. */
    double filled(double[] weights) {
        double all = Arrays.stream(weights).sum();
        double missing = 0;
        for (int asset = 0; asset < weights.length; asset++) {
            missing += weights[asset] * (rows.size() - own.get(asset));
        }
        return all == 0 || rows.isEmpty() ? 0 : missing / all / rows.size();
    }

    /**
     * Returns the gain of a portfolio with today's weights on each day, as a share of its value.
     *
     * @param weights shares of its value, one for each asset
     */
    public double[] ofPortfolio(double[] weights) {
        return rows.stream()
                .mapToDouble(row -> {
                    double gain = 0;
                    for (int i = 0; i < weights.length; i++) {
                        gain += weights[i] * Math.expm1(row[i]);
                    }
                    return gain;
                })
                .toArray();
    }
}
