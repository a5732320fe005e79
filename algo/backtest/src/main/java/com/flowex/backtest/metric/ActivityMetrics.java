package com.flowex.backtest.metric;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;

/** Figures of trades, positions and fees. */
final class ActivityMetrics {

    private final RunSample sample;
    private final double[] profits;
    private final EquityCurve curve;

    ActivityMetrics(RunSample sample) {
        this.sample = sample;
        this.profits = sample.tradeProfits();
        this.curve = sample.curve();
    }

    void addTo(EnumMap<Metric, Figure> figures) {
        figures.put(Metric.TRADES, Figure.of(profits.length));
        figures.put(
                Metric.WIN_RATE,
                profits.length == 0
                        ? Figure.missing("no trade was closed")
                        : Figure.of((double) Arrays.stream(profits)
                                        .filter(value -> value > 0)
                                        .count()
                                / profits.length));
        double gains = Arrays.stream(profits).filter(value -> value > 0).sum();
        double losses = -Arrays.stream(profits).filter(value -> value < 0).sum();
        figures.put(Metric.PROFIT_FACTOR, Figure.ratio(ofTrades(() -> gains), Figure.of(losses), "no trade lost"));
        figures.put(Metric.EXPECTANCY, ofTrades(() -> (gains - losses) / profits.length));
        figures.put(
                Metric.BEST_TRADE, ofTrades(() -> Arrays.stream(profits).max().orElseThrow()));
        figures.put(
                Metric.WORST_TRADE, ofTrades(() -> Arrays.stream(profits).min().orElseThrow()));
        figures.put(
                Metric.FEES_PAID,
                sample.moneyDoubt().isEmpty() ? Figure.of(sample.feesPaid()) : Figure.missing(sample.moneyDoubt()));
        figures.put(Metric.EXPOSURE, ofPositions(i -> Math.abs(curve.position()[i]) / curve.equity()[i]));
        figures.put(Metric.TIME_IN_MARKET, ofPositions(i -> curve.position()[i] == 0 ? 0 : 1));
        figures.put(Metric.TURNOVER, turnover());
    }

    private Figure ofTrades(DoubleSupplier value) {
        if (profits.length == 0) {
            return Figure.missing("no trade was closed");
        }
        return sample.moneyDoubt().isEmpty() ? Figure.of(value.getAsDouble()) : Figure.missing(sample.moneyDoubt());
    }

    /** Returns the mean over time; each point counts until the next one. */
    private Figure ofPositions(IntToDoubleFunction value) {
        if (curve.position().length == 0) {
            return Figure.missing("the positions are not known");
        }
        String doubt = timeDoubt();
        return doubt.isEmpty() ? Figure.of(meanOverTime(value)) : Figure.missing(doubt);
    }

    private double meanOverTime(IntToDoubleFunction value) {
        double sum = 0;
        long[] times = curve.timeNanos();
        for (int i = 0; i + 1 < times.length; i++) {
            sum += value.applyAsDouble(i) * (times[i + 1] - times[i]);
        }
        return sum / (times[times.length - 1] - times[0]);
    }

    private String timeDoubt() {
        if (curve.points() < 2) {
            return "the run has no data";
        }
        if (curve.firstLoss() >= 0) {
            return "the loss is above the equity";
        }
        return curve.years() == 0 ? "all points have one time" : "";
    }

    private Figure turnover() {
        String doubt = timeDoubt();
        if (!doubt.isEmpty() || !sample.moneyDoubt().isEmpty()) {
            return Figure.missing(doubt.isEmpty() ? sample.moneyDoubt() : doubt);
        }
        return Figure.of(sample.tradedValue() / meanOverTime(i -> curve.equity()[i]) / curve.years());
    }
}
