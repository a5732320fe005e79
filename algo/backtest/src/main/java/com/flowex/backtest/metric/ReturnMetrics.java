package com.flowex.backtest.metric;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.StatUtils;

/** Figures of the equity curve alone. */
final class ReturnMetrics {

    private static final double NANOS_PER_DAY = 86_400e9;
    private static final double TAIL = 0.05;
    private static final int TAIL_RETURNS_MIN = 20;
    private static final double DAYS_PER_YEAR = 365.25;

    private final EquityCurve curve;
    private final String curveDoubt;
    private final ReturnSeries series;
    private final SharpeStatistics statistics;

    ReturnMetrics(EquityCurve curve) {
        this.curve = curve;
        this.curveDoubt = curveDoubt(curve);
        this.series =
                curveDoubt.isEmpty() ? ReturnSeries.of(curve) : new ReturnSeries(new double[0], new double[0], 0, 0);
        this.statistics = SharpeStatistics.of(series.returns());
    }

    private static String curveDoubt(EquityCurve curve) {
        if (curve.points() < 2) {
            return "the run has no data";
        }
        if (curve.equity()[0] <= 0) {
            return "the run began without equity";
        }
        return curve.firstLoss() < 0 ? "" : "the loss is above the equity: there are no returns after it";
    }

    void addTo(EnumMap<Metric, Figure> figures) {
        Figure growth = growth();
        Figure deepest = deepest();
        figures.put(Metric.TOTAL_RETURN, totalReturn(curve.equity()));
        figures.put(Metric.CAGR, growth);
        figures.put(Metric.BENCHMARK_RETURN, benchmarkReturn());
        figures.put(Metric.BETA, withBenchmark(() -> Figure.of(beta())));
        figures.put(Metric.ALPHA, withBenchmark(this::alpha));
        figures.put(
                Metric.VOLATILITY,
                annualised(Math.sqrt(series.periodsPerYear()), () -> Math.sqrt(StatUtils.variance(series.returns()))));
        figures.put(Metric.SHARPE, varying(() -> annualised(Math.sqrt(series.periodsPerYear()), statistics::ratio)));
        figures.put(Metric.PROBABILISTIC_SHARPE, varying(() -> statistics.probabilityAbove(0)));
        figures.put(Metric.SORTINO, sortino());
        figures.put(Metric.MAX_DRAWDOWN, deepest);
        figures.put(Metric.CALMAR, Figure.ratio(growth, deepest, "the equity never fell"));
        figures.put(Metric.MAX_DRAWDOWN_DAYS, drawdown(() -> Drawdown.of(curve).longestNanos() / NANOS_PER_DAY));
        figures.put(Metric.VALUE_AT_RISK, tail(sorted -> -sorted[worst(sorted) - 1]));
        figures.put(Metric.CONDITIONAL_VALUE_AT_RISK, tail(sorted -> -StatUtils.mean(sorted, 0, worst(sorted))));
    }

    private static Figure totalReturn(double[] values) {
        if (values.length < 2) {
            return Figure.missing("the run has no data");
        }
        return values[0] <= 0
                ? Figure.missing("the run began without equity")
                : Figure.of(values[values.length - 1] / values[0] - 1);
    }

    private Figure benchmarkReturn() {
        return curve.benchmark().length == 0 ? Figure.missing("there is no benchmark") : totalReturn(curve.benchmark());
    }

    private Figure growth() {
        if (!curveDoubt.isEmpty()) {
            return Figure.missing(curveDoubt);
        }
        double years = curve.years();
        if (years * DAYS_PER_YEAR < 1) {
            return Figure.missing("the run is shorter than a day");
        }
        return Figure.of(Math.pow(curve.equity()[curve.points() - 1] / curve.equity()[0], 1 / years) - 1);
    }

    private Figure deepest() {
        return drawdown(() -> Drawdown.of(curve).deepest());
    }

    /** A loss above the equity has a depth above 1, so only a curve without a beginning has none. */
    private Figure drawdown(DoubleSupplier value) {
        if (curve.points() < 2 || curve.equity()[0] <= 0) {
            return Figure.missing(curveDoubt);
        }
        return Figure.of(value.getAsDouble());
    }

    private Figure annualised(double factor, DoubleSupplier value) {
        if (!curveDoubt.isEmpty()) {
            return Figure.missing(curveDoubt);
        }
        if (series.returns().length < 2) {
            return Figure.missing("there are fewer than two returns");
        }
        if (series.periodsPerYear() == 0) {
            return Figure.missing("all points have one time");
        }
        return Figure.of(value.getAsDouble() * factor);
    }

    private Figure varying(Supplier<Figure> figure) {
        if (!curveDoubt.isEmpty()) {
            return Figure.missing(curveDoubt);
        }
        if (series.returns().length < 2) {
            return Figure.missing("there are fewer than two returns");
        }
        if (!Double.isNaN(statistics.ratio())) {
            return figure.get();
        }
        boolean isFlat = Arrays.stream(series.returns()).allMatch(value -> value == 0);
        return Figure.missing(isFlat ? "the equity never changed" : "all returns are equal");
    }

    private Figure sortino() {
        double squares = 0;
        for (double value : series.returns()) {
            squares += Math.min(0, value) * Math.min(0, value);
        }
        double downside = series.returns().length == 0 ? 0 : Math.sqrt(squares / series.returns().length);
        Figure mean = annualised(Math.sqrt(series.periodsPerYear()), () -> StatUtils.mean(series.returns()));
        return Figure.ratio(mean, Figure.of(downside), "no period lost");
    }

    private Figure withBenchmark(Supplier<Figure> figure) {
        if (!curveDoubt.isEmpty()) {
            return Figure.missing(curveDoubt);
        }
        if (curve.benchmark().length == 0) {
            return Figure.missing("there is no benchmark");
        }
        if (!Arrays.stream(curve.benchmark()).allMatch(value -> value > 0)) {
            return Figure.missing("the benchmark fell to zero");
        }
        if (series.returns().length < 2) {
            return Figure.missing("there are fewer than two returns");
        }
        return Double.isNaN(SharpeStatistics.of(series.benchmark()).ratio())
                ? Figure.missing("the returns of the benchmark do not vary")
                : figure.get();
    }

    private double beta() {
        double[] own = series.returns();
        double[] other = series.benchmark();
        double ownMean = StatUtils.mean(own);
        double otherMean = StatUtils.mean(other);
        double covariance = 0;
        for (int i = 0; i < own.length; i++) {
            covariance += (own[i] - ownMean) * (other[i] - otherMean);
        }
        return covariance / (own.length - 1) / StatUtils.variance(other);
    }

    private Figure alpha() {
        return annualised(
                series.periodsPerYear(),
                () -> StatUtils.mean(series.returns()) - beta() * StatUtils.mean(series.benchmark()));
    }

    /** Returns a figure of the returns in rising order. */
    private Figure tail(ToDoubleFunction<double[]> tail) {
        if (!curveDoubt.isEmpty()) {
            return Figure.missing(curveDoubt);
        }
        double[] sorted = series.returns().clone();
        if (sorted.length < TAIL_RETURNS_MIN) {
            return Figure.missing("there are fewer than " + TAIL_RETURNS_MIN + " returns");
        }
        Arrays.sort(sorted);
        return Figure.of(tail.applyAsDouble(sorted));
    }

    /** Returns the number of returns in the worst twentieth. */
    private static int worst(double[] sorted) {
        return (int) Math.ceil(TAIL * sorted.length);
    }
}
