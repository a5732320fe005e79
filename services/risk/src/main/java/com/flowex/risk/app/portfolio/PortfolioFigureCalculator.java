package com.flowex.risk.app.portfolio;

import com.flowex.risk.app.bar.DailyBar;
import com.flowex.risk.app.measure.TechnicalIndicators;
import com.flowex.risk.app.measure.Volatility;
import com.flowex.risk.app.portfolio.PortfolioReport.Fall;
import com.flowex.risk.app.portfolio.PortfolioReport.Figures;
import com.flowex.risk.app.portfolio.PortfolioReport.Loss;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.regression.SimpleRegression;
import org.jspecify.annotations.Nullable;

/** Computation of a portfolio's figures from the returns of its modelled assets. */
record PortfolioFigureCalculator(
        ModelledHoldings modelled,
        ShrunkCovariance estimate,
        List<DailyBar> benchmark,
        BigDecimal value,
        PortfolioRequest request) {

    private static final int BACKTEST_WINDOW = 250;

    /** Minimum number of horizons for a back-test. */
    private static final int BACKTEST_MIN = 10;

    private static final String CORNISH_FISHER = "cornish_fisher";
    private static final String LIQUIDITY_ADJUSTED = "liquidity_adjusted";
    private static final String OUTSIDE_DOMAIN = "outside_domain";

    Figures of(long seed) {
        ReturnTable table = modelled.table();
        double[] gains = table.ofPortfolio(modelled.weights());
        double[] drawdowns = TechnicalIndicators.drawdowns(course(gains));
        double root = Math.sqrt(request.horizonDays());
        double deviation = RiskContributions.deviation(estimate.covariance(), modelled.weights());
        double confidence = request.confidence();
        FilteredReturns filtered = FilteredReturns.of(gains, gaps(table.days()));
        TailRisk cornishFisher = TailRiskEstimators.cornishFisher(gains, confidence, request.horizonDays())
                .orElse(null);
        SaleCosts costs = SaleCosts.of(modelled).orElse(null);
        Map<String, Backtest> backtests = backtests(gains, costs);
        return new Figures(
                confidence,
                request.horizonDays(),
                share(deviation * Math.sqrt(Volatility.DAYS_A_YEAR)),
                share(StatUtils.max(drawdowns)),
                beta(gains),
                loss(TailRiskEstimators.historical(TailRiskEstimators.over(gains, root), confidence)),
                loss(TailRiskEstimators.parametric(deviation * root, confidence)),
                cornishFisher == null ? null : loss(cornishFisher),
                loss(drawn(Double.POSITIVE_INFINITY, root, seed)),
                request.paths(),
                share(estimate.intensity()),
                correlation(estimate.correlation()),
                table.assets(),
                backtests.get("historical"),
                falls(table.days(), drawdowns),
                loss(TailRiskEstimators.parametric(filtered.deviation() * root, confidence)),
                loss(TailRiskEstimators.historical(filtered.today(root), confidence)),
                loss(drawn(TailRiskEstimators.freedom(gains, request.horizonDays()), root, seed)),
                unavailable(cornishFisher, costs, backtests),
                backtests,
                byDeviation(gains, StatUtils.populationVariance(gains)),
                byDeviation(gains, below(gains)),
                costs == null ? null : loss(sold(gains, costs)),
                costs == null ? null : share(costs.usual()));
    }

    /** Returns the historical tail of what is left after a sale at the end of the horizon. */
    private TailRisk sold(double[] gains, SaleCosts costs) {
        double[] over = TailRiskEstimators.over(gains, Math.sqrt(request.horizonDays()));
        return TailRiskEstimators.historical(costs.net(over), request.confidence());
    }

    private static Map<String, String> unavailable(
            @Nullable TailRisk cornishFisher, @Nullable SaleCosts costs, Map<String, Backtest> backtests) {
        Map<String, String> reasons = new LinkedHashMap<>();
        if (cornishFisher == null) {
            reasons.put(CORNISH_FISHER, OUTSIDE_DOMAIN);
        }
        if (costs == null) {
            reasons.put(LIQUIDITY_ADJUSTED, "liquidity_unknown");
        }
        if (backtests.isEmpty()) {
            reasons.put("backtests", "too_few_days");
        } else if (!backtests.containsKey(CORNISH_FISHER)) {
            reasons.put("backtests." + CORNISH_FISHER, OUTSIDE_DOMAIN);
        }
        return reasons;
    }

    private TailRisk drawn(double freedom, double root, long seed) {
        double[] deviations =
                Arrays.stream(estimate.deviations()).map(each -> each * root).toArray();
        return new JointReturns(estimate.correlation(), deviations, freedom)
                .monteCarlo(modelled.weights(), request.paths(), seed, request.confidence());
    }

    /** Tests each method on the portfolio's own returns; leaves out a method that has no value for some window. */
    private Map<String, Backtest> backtests(double[] gains, @Nullable SaleCosts costs) {
        Map<String, Backtest> tried = new LinkedHashMap<>();
        double confidence = request.confidence();
        int days = request.horizonDays();
        if (gains.length < BACKTEST_WINDOW + BACKTEST_MIN * days) {
            return tried;
        }
        double root = Math.sqrt(days);
        Map<String, ToDoubleFunction<double[]>> methods = new LinkedHashMap<>();
        methods.put(
                "historical", window -> TailRiskEstimators.historical(TailRiskEstimators.over(window, root), confidence)
                        .var());
        methods.put("parametric", window -> TailRiskEstimators.parametric(deviation(window) * root, confidence)
                .var());
        methods.put(CORNISH_FISHER, window -> TailRiskEstimators.cornishFisher(window, confidence, days)
                .map(TailRisk::var)
                .orElse(Double.NaN));
        methods.put("ewma", window -> TailRiskEstimators.parametric(
                        FilteredReturns.of(window, new long[0]).deviation() * root, confidence)
                .var());
        methods.put("filtered_historical", window -> TailRiskEstimators.historical(
                        FilteredReturns.of(window, new long[0]).today(root), confidence)
                .var());
        methods.put("fat_tailed", window -> student(window, root));
        methods.forEach((name, method) ->
                Backtest.of(gains, BACKTEST_WINDOW, days, confidence, method).ifPresent(test -> tried.put(name, test)));
        if (costs != null) {
            Backtest.of(gains, costs.shares(), BACKTEST_WINDOW, days, confidence, (window, paid) -> sold(
                                    window, new SaleCosts(paid))
                            .var())
                    .ifPresent(test -> tried.put(LIQUIDITY_ADJUSTED, test));
        }
        return tried;
    }

    private static double deviation(double[] gains) {
        return Math.sqrt(StatUtils.populationVariance(
                Arrays.stream(gains).map(Math::log1p).toArray()));
    }

    private double student(double[] window, double root) {
        double freedom = TailRiskEstimators.freedom(window, request.horizonDays());
        double deviation = deviation(window) * root;
        if (Double.isInfinite(freedom)) {
            return TailRiskEstimators.parametric(deviation, request.confidence())
                    .var();
        }
        double quantile = new TDistribution(freedom).inverseCumulativeProbability(1 - request.confidence());
        return -Math.expm1(quantile * Math.sqrt((freedom - 2) / freedom) * deviation);
    }

    private static long[] gaps(List<Long> days) {
        long[] gaps = new long[days.size()];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = i + 1 < gaps.length ? days.get(i + 1) - days.get(i) : 1;
        }
        return gaps;
    }

    /** Returns the mean squared loss: gains count as zero. */
    private static double below(double[] gains) {
        return Arrays.stream(gains)
                        .map(gain -> Math.min(0, gain))
                        .map(loss -> loss * loss)
                        .sum()
                / gains.length;
    }

    private static @Nullable Double byDeviation(double[] gains, double variance) {
        return variance == 0
                ? null
                : share(StatUtils.mean(gains) / Math.sqrt(variance) * Math.sqrt(Volatility.DAYS_A_YEAR));
    }

    /**
     * Returns the deepest drawdown of each range of days.
     *
     * @param drawdowns one more than days: the first is of the day before them
     */
    private static List<Fall> falls(List<Long> days, double[] drawdowns) {
        int run = Math.ceilDiv(days.size(), PortfolioAnalysis.FALLS_MAX);
        List<Fall> falls = new ArrayList<>();
        for (int from = 0; from < days.size(); from += run) {
            int deepest = from;
            for (int at = from; at < Math.min(days.size(), from + run); at++) {
                deepest = drawdowns[at + 1] > drawdowns[deepest + 1] ? at : deepest;
            }
            falls.add(new Fall(LocalDate.ofEpochDay(days.get(deepest)).toString(), share(drawdowns[deepest + 1])));
        }
        return falls;
    }

    /** Returns the past value of today's portfolio. */
    private static double[] course(double[] gains) {
        double[] course = new double[gains.length + 1];
        course[0] = 1;
        for (int i = 0; i < gains.length; i++) {
            course[i + 1] = course[i] * (1 + gains[i]);
        }
        return course;
    }

    private @Nullable Double beta(double[] gains) {
        ReturnTable other = ReturnTable.of(Map.of("benchmark", benchmark), new double[] {1}, Integer.MAX_VALUE);
        List<Long> days = modelled.table().days();
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < gains.length; i++) {
            int row = other.days().indexOf(days.get(i));
            if (row >= 0) {
                line.addData(Math.expm1(other.rows().get(row)[0]), gains[i]);
            }
        }
        return line.getN() < PortfolioAnalysis.DAYS_MIN || Double.isNaN(line.getSlope())
                ? null
                : share(line.getSlope());
    }

    private static List<List<Double>> correlation(RealMatrix correlation) {
        return Arrays.stream(correlation.getData())
                .map(row -> Arrays.stream(row)
                        .mapToObj(PortfolioFigureCalculator::share)
                        .toList())
                .toList();
    }

    private Loss loss(TailRisk tail) {
        return new Loss(share(tail.var()), share(tail.cvar()), amount(tail.var()), amount(tail.cvar()));
    }

    private String amount(double share) {
        return PortfolioAnalysis.text(value.multiply(BigDecimal.valueOf(share)));
    }

    private static double share(double value) {
        return PortfolioAnalysis.share(value);
    }
}
