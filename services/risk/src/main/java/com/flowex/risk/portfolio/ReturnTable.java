package com.flowex.risk.portfolio;

import com.flowex.risk.bar.DayBar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Logarithmic returns of several assets on the days that all of them have.
 *
 * @param assets their codes, in the order of the columns
 * @param days of the rows, oldest first
 * @param rows one for each day, of one return for each asset
 */
public record ReturnTable(List<String> assets, List<Long> days, List<double[]> rows) {

    public ReturnTable {
        assets = List.copyOf(assets);
        days = List.copyOf(days);
        rows = List.copyOf(rows);
    }

    /**
     * Aligns closing prices. A return over days that one of them lacks is that of one day among them.
     *
     * @param bars clean, by asset; in its order
     * @param last of so many days at most
     */
    public static ReturnTable of(Map<String, List<DayBar>> bars, int last) {
        List<String> assets = List.copyOf(bars.keySet());
        List<Map<Long, Double>> closes = new ArrayList<>();
        TreeSet<Long> common = new TreeSet<>();
        for (String asset : assets) {
            Map<Long, Double> of = new HashMap<>();
            bars.getOrDefault(asset, List.of()).forEach(bar -> of.put(bar.day(), bar.close()));
            closes.add(of);
        }
        if (!closes.isEmpty()) {
            common.addAll(closes.getFirst().keySet());
            closes.forEach(of -> common.retainAll(of.keySet()));
        }
        List<Long> all = List.copyOf(common);
        List<Long> kept = all.subList(Math.max(0, all.size() - last - 1), all.size());
        List<double[]> rows = new ArrayList<>();
        for (int i = 1; i < kept.size(); i++) {
            rows.add(row(closes, kept.get(i - 1), kept.get(i)));
        }
        return new ReturnTable(assets, kept.isEmpty() ? List.of() : kept.subList(1, kept.size()), rows);
    }

    private static double[] row(List<Map<Long, Double>> closes, long before, long day) {
        double root = Math.sqrt((double) (day - before));
        return closes.stream()
                .mapToDouble(of -> Math.log(of.getOrDefault(day, 1.0) / of.getOrDefault(before, 1.0)) / root)
                .toArray();
    }

    /** As a matrix whose rows are the days. */
    double[][] matrix() {
        return rows.toArray(double[][]::new);
    }

    /**
     * What a portfolio of today would have gained each day, as a share of its value.
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

    /** The returns of one asset, as shares. */
    public double[] of(int asset) {
        return rows.stream().mapToDouble(row -> Math.expm1(row[asset])).toArray();
    }
}
