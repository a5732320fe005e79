package com.flowex.risk.portfolio;

import com.flowex.risk.bar.DayBar;
import com.flowex.risk.measure.Technical;
import com.flowex.risk.measure.Volatility;
import com.flowex.risk.portfolio.PortfolioReport.Concentration;
import com.flowex.risk.portfolio.PortfolioReport.Fall;
import com.flowex.risk.portfolio.PortfolioReport.Figures;
import com.flowex.risk.portfolio.PortfolioReport.Line;
import com.flowex.risk.portfolio.PortfolioReport.LineRisk;
import com.flowex.risk.portfolio.PortfolioReport.Loss;
import com.flowex.risk.portfolio.PortfolioReport.Stressed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.regression.SimpleRegression;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a portfolio as it is now, in the light of the days that were.
 *
 * @param reference code of the asset in which everything is valued
 * @param benchmark days of what the portfolio is compared with; empty where there is none
 * @param scenarios what might happen
 */
public record PortfolioAnalysis(String reference, List<DayBar> benchmark, List<StressScenario> scenarios) {

    /** With fewer returns there are no figures. */
    public static final int DAYS_MIN = 60;

    /** So many of the largest are in the figures at most: what is computed grows with their square, and is kept. */
    public static final int ASSETS_MAX = 100;

    /** Returns of two years at most. */
    private static final int DAYS_MAX = 730;

    /** A plot has no room for more: of two years each stretch of five days tells of its deepest. */
    static final int FALLS_MAX = 150;

    private static final int BACKTEST_WINDOW = 250;
    private static final int PLACES = 8;

    public PortfolioAnalysis {
        benchmark = List.copyOf(benchmark);
        scenarios = List.copyOf(scenarios);
    }

    /**
     * Looks at it.
     *
     * @param assets those that have a price
     * @param unpriced whether there is something without a price besides
     * @param seed the same gives the same
     */
    public PortfolioReport of(List<PricedAsset> assets, boolean unpriced, PortfolioWish wish, long seed) {
        BigDecimal value = assets.stream().map(PricedAsset::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        double whole = value.doubleValue();
        List<PricedAsset> largest = largest(assets);
        Map<String, List<DayBar>> modelled = modelled(largest);
        ReturnTable table = ReturnTable.of(modelled, DAYS_MAX);
        boolean enough = whole > 0 && !modelled.isEmpty() && table.rows().size() >= DAYS_MIN;
        double[] weights = weights(assets, table, whole);
        RealMatrix covariance = enough ? Shrinkage.of(table.matrix()).covariance() : null;
        return new PortfolioReport(
                reference,
                text(value),
                table.days().isEmpty()
                        ? ""
                        : LocalDate.ofEpochDay(table.days().getLast()).toString(),
                enough ? covered(assets, modelled, whole) : 0,
                table.rows().size(),
                lines(assets, table, weights, covariance, whole, wish),
                concentration(assets, whole),
                covariance == null ? null : figures(table, weights, covariance, value, wish, seed),
                scenarios.stream().map(each -> stressed(each, assets, value)).toList(),
                notes(assets, unpriced, modelled.size() < largest.size(), enough),
                PortfolioReport.METHOD);
    }

    /** Those that the figures are of; the reference asset stands still. */
    private List<PricedAsset> largest(List<PricedAsset> assets) {
        return assets.stream()
                .filter(each -> !each.asset().equals(reference))
                .sorted(Comparator.comparing(PricedAsset::value).reversed().thenComparing(PricedAsset::asset))
                .limit(ASSETS_MAX)
                .toList();
    }

    private static Map<String, List<DayBar>> modelled(List<PricedAsset> largest) {
        Map<String, List<DayBar>> modelled = new LinkedHashMap<>();
        largest.stream()
                .filter(each -> each.bars().size() > DAYS_MIN)
                .forEach(each -> modelled.put(each.asset(), each.bars()));
        return modelled;
    }

    private double covered(List<PricedAsset> assets, Map<String, List<DayBar>> modelled, double whole) {
        return assets.stream()
                .filter(each -> each.asset().equals(reference) || modelled.containsKey(each.asset()))
                .mapToDouble(each -> each.value().doubleValue() / whole)
                .sum();
    }

    private static double[] weights(List<PricedAsset> assets, ReturnTable table, double whole) {
        double[] weights = new double[table.assets().size()];
        for (PricedAsset each : assets) {
            int column = table.assets().indexOf(each.asset());
            if (column >= 0 && whole > 0) {
                weights[column] = each.value().doubleValue() / whole;
            }
        }
        return weights;
    }

    private List<String> notes(List<PricedAsset> assets, boolean unpriced, boolean few, boolean enough) {
        List<String> notes = new ArrayList<>();
        if (assets.isEmpty()) {
            notes.add("empty");
        }
        if (assets.stream().filter(each -> !each.asset().equals(reference)).count() > ASSETS_MAX) {
            notes.add("largest_assets_only");
        }
        if (unpriced) {
            notes.add("unpriced_assets");
        }
        if (few) {
            notes.add("too_few_days_of_some");
        }
        if (!enough) {
            notes.add("nothing_to_compute_of");
        }
        return notes;
    }

    private static List<Line> lines(
            List<PricedAsset> assets,
            ReturnTable table,
            double[] weights,
            @Nullable RealMatrix covariance,
            double whole,
            PortfolioWish wish) {
        double[] through = covariance == null ? new double[0] : covariance.operate(weights);
        double deviation = covariance == null ? 0 : deviation(covariance, weights);
        double z = LossTails.parametric(Math.sqrt(wish.horizonDays()), wish.confidence())
                .var();
        return assets.stream()
                .map(each -> {
                    int column = table.assets().indexOf(each.asset());
                    LineRisk risk = null;
                    if (covariance != null && column >= 0 && deviation > 0) {
                        double marginal = z * through[column] / deviation;
                        double yearly = Math.sqrt(covariance.getEntry(column, column) * Volatility.DAYS_A_YEAR);
                        risk = new LineRisk(share(yearly), share(marginal), share(marginal * weights[column]));
                    }
                    return new Line(
                            each.asset(),
                            each.quantity().stripTrailingZeros().toPlainString(),
                            text(each.value()),
                            whole > 0 ? share(each.value().doubleValue() / whole) : 0,
                            risk);
                })
                .toList();
    }

    private static double deviation(RealMatrix covariance, double[] weights) {
        double[] through = covariance.operate(weights);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * through[i];
        }
        return Math.sqrt(sum);
    }

    private static Concentration concentration(List<PricedAsset> assets, double whole) {
        double[] weights = assets.stream()
                .mapToDouble(each -> whole > 0 ? each.value().doubleValue() / whole : 0)
                .toArray();
        double herfindahl = StatUtils.sumSq(weights);
        double largest = weights.length == 0 ? 0 : StatUtils.max(weights);
        return new Concentration(share(largest), share(herfindahl), herfindahl == 0 ? 0 : share(1 / herfindahl));
    }

    private Figures figures(
            ReturnTable table,
            double[] weights,
            RealMatrix covariance,
            BigDecimal value,
            PortfolioWish wish,
            long seed) {
        double[] gains = table.ofPortfolio(weights);
        double[] drawdowns = Technical.drawdowns(course(gains));
        double root = Math.sqrt(wish.horizonDays());
        double deviation = deviation(covariance, weights);
        double confidence = wish.confidence();
        Tail carlo = LossTails.monteCarlo(
                covariance.scalarMultiply(wish.horizonDays()), weights, wish.paths(), seed, confidence);
        return new Figures(
                confidence,
                wish.horizonDays(),
                share(deviation * Math.sqrt(Volatility.DAYS_A_YEAR)),
                share(StatUtils.max(drawdowns)),
                beta(table, gains),
                loss(LossTails.historical(gains, confidence), root, value),
                loss(LossTails.parametric(deviation, confidence), root, value),
                loss(LossTails.cornishFisher(gains, confidence), root, value),
                loss(carlo, 1, value),
                wish.paths(),
                share(Shrinkage.of(table.matrix()).intensity()),
                correlation(covariance),
                table.assets(),
                gains.length > BACKTEST_WINDOW ? Backtest.of(gains, BACKTEST_WINDOW, confidence) : null,
                falls(table.days(), drawdowns));
    }

    /**
     * The deepest of each stretch of days.
     *
     * @param drawdowns one more than days: the first is of the day before them
     */
    private static List<Fall> falls(List<Long> days, double[] drawdowns) {
        int stretch = Math.ceilDiv(days.size(), FALLS_MAX);
        List<Fall> falls = new ArrayList<>();
        for (int from = 0; from < days.size(); from += stretch) {
            int deepest = from;
            for (int at = from; at < Math.min(days.size(), from + stretch); at++) {
                deepest = drawdowns[at + 1] > drawdowns[deepest + 1] ? at : deepest;
            }
            falls.add(new Fall(LocalDate.ofEpochDay(days.get(deepest)).toString(), share(drawdowns[deepest + 1])));
        }
        return falls;
    }

    /** What the portfolio of today would have been worth. */
    private static double[] course(double[] gains) {
        double[] course = new double[gains.length + 1];
        course[0] = 1;
        for (int i = 0; i < gains.length; i++) {
            course[i + 1] = course[i] * (1 + gains[i]);
        }
        return course;
    }

    private @Nullable Double beta(ReturnTable table, double[] gains) {
        ReturnTable other = ReturnTable.of(Map.of("benchmark", benchmark), Integer.MAX_VALUE - 1);
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < gains.length; i++) {
            int row = other.days().indexOf(table.days().get(i));
            if (row >= 0) {
                line.addData(Math.expm1(other.rows().get(row)[0]), gains[i]);
            }
        }
        return line.getN() < DAYS_MIN || Double.isNaN(line.getSlope()) ? null : share(line.getSlope());
    }

    private static List<List<Double>> correlation(RealMatrix covariance) {
        List<List<Double>> rows = new ArrayList<>();
        for (int i = 0; i < covariance.getRowDimension(); i++) {
            List<Double> row = new ArrayList<>();
            for (int j = 0; j < covariance.getRowDimension(); j++) {
                row.add(share(
                        covariance.getEntry(i, j) / Math.sqrt(covariance.getEntry(i, i) * covariance.getEntry(j, j))));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Loss loss(Tail tail, double root, BigDecimal value) {
        double most = Math.max(0, tail.var() * root);
        double mean = Math.max(0, tail.cvar() * root);
        return new Loss(share(most), share(mean), amount(value, most), amount(value, mean));
    }

    private Stressed stressed(StressScenario scenario, List<PricedAsset> assets, BigDecimal value) {
        BigDecimal change = BigDecimal.ZERO;
        for (PricedAsset each : assets) {
            double shock = each.asset().equals(reference) ? 0 : scenario.shock(each.asset());
            change = change.add(each.value().multiply(BigDecimal.valueOf(shock)));
        }
        double whole = value.doubleValue();
        return new Stressed(scenario.name(), whole > 0 ? share(change.doubleValue() / whole) : 0, text(change));
    }

    private static String amount(BigDecimal value, double share) {
        return text(value.multiply(BigDecimal.valueOf(share)));
    }

    private static String text(BigDecimal amount) {
        BigDecimal rounded = amount.setScale(PLACES, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** Six places are more than the data has. */
    private static double share(double value) {
        return Double.isFinite(value) ? Math.rint(value * 1e6) / 1e6 : 0;
    }
}
