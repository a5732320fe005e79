package com.flowex.backtest.search;

import com.flowex.backtest.metric.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Mean score by the values of two parameters, over all values of the others.
 *
 * @param xValues values of the first parameter in the order of the search
 * @param yValues values of the second parameter in the order of the search
 * @param scores mean score by y, then x; NaN where no trial has a score
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HeatMap(String x, String y, List<String> xValues, List<String> yValues, double[][] scores) {

    /** @throws IllegalArgumentException if a trial lacks one of the parameters, or both are the same */
    public static HeatMap of(List<Trial> trials, String x, String y) {
        if (x.equals(y)) {
            throw new IllegalArgumentException("a heat map needs two different parameters, was " + x + " twice");
        }
        List<String> xs = values(trials, x);
        List<String> ys = values(trials, y);
        double[][] sums = new double[ys.size()][xs.size()];
        int[][] counts = new int[ys.size()][xs.size()];
        for (Trial trial : trials) {
            if (trial.outcome().score() instanceof Figure.Value(double score)) {
                int row = ys.indexOf(trial.parameters().get(y));
                int column = xs.indexOf(trial.parameters().get(x));
                sums[row][column] += score;
                counts[row][column]++;
            }
        }
        for (int row = 0; row < sums.length; row++) {
            int[] count = counts[row];
            double[] sum = sums[row];
            Arrays.setAll(sum, column -> sum[column] / count[column]);
        }
        return new HeatMap(x, y, xs, ys, sums);
    }

    private static List<String> values(List<Trial> trials, String name) {
        Set<String> values = new LinkedHashSet<>();
        for (Trial trial : trials) {
            if (!trial.parameters().containsKey(name)) {
                throw new IllegalArgumentException("the search has no parameter " + name);
            }
            values.add(Objects.requireNonNull(trial.parameters().get(name)));
        }
        return new ArrayList<>(values);
    }
}
