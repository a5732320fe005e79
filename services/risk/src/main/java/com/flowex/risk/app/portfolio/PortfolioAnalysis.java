package com.flowex.risk.app.portfolio;

import com.flowex.risk.app.bar.DailyBar;
import com.flowex.risk.app.portfolio.PortfolioReport.Concentration;
import com.flowex.risk.app.portfolio.PortfolioReport.Line;
import com.flowex.risk.app.portfolio.PortfolioReport.Stressed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hipparchus.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * Analysis of a current portfolio over its past days.
 *
 * @param reference code of the asset in which everything is valued
 * @param benchmark daily bars that the portfolio is compared with; empty where there are none
 * @param scenarios stress scenarios
 */
public record PortfolioAnalysis(String reference, List<DailyBar> benchmark, List<StressScenario> scenarios) {

    /** Minimum number of returns for figures. */
    public static final int DAYS_MIN = 60;

    /**
     * Maximum number of assets in the figures, the largest ones: the cost and the stored result grow with its square.
     */
    public static final int ASSETS_MAX = 100;

    /** Maximum number of points of the drawdown plot: over two years each point is the deepest of five days. */
    static final int FALLS_MAX = 150;

    private static final int PLACES = 8;

    public PortfolioAnalysis {
        benchmark = List.copyOf(benchmark);
        scenarios = List.copyOf(scenarios);
    }

    /**
     * Analyses a portfolio.
     *
     * @param assets those that have a price
     * @param unpriced true if the portfolio also has assets without a price
     * @param seed the same seed gives the same report
     */
    public PortfolioReport of(List<PricedAsset> assets, boolean unpriced, PortfolioRequest request, long seed) {
        BigDecimal value = assets.stream().map(PricedAsset::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        double whole = value.doubleValue();
        ModelledHoldings modelled = ModelledHoldings.of(assets, reference, whole);
        ReturnTable table = modelled.table();
        ShrunkCovariance estimate = whole > 0 && !modelled.isEmpty() ? ShrunkCovariance.of(table.matrix()) : null;
        List<Long> days = table.days();
        return new PortfolioReport(
                reference,
                text(value),
                days.isEmpty() ? "" : LocalDate.ofEpochDay(days.getLast()).toString(),
                estimate == null ? 0 : covered(assets, table, whole),
                days.size(),
                share(table.filled(modelled.weights())),
                lines(assets, modelled, estimate, whole, request),
                concentration(assets, whole),
                estimate == null
                        ? null
                        : new PortfolioFigureCalculator(modelled, estimate, benchmark, value, request).of(seed),
                scenarios.stream().map(each -> stressed(each, assets, value)).toList(),
                notes(assets, unpriced, modelled, estimate == null),
                PortfolioReport.METHOD);
    }

    private double covered(List<PricedAsset> assets, ReturnTable table, double whole) {
        return assets.stream()
                .filter(each -> each.asset().equals(reference) || table.assets().contains(each.asset()))
                .mapToDouble(each -> each.value().doubleValue() / whole)
                .sum();
    }

    private static List<String> notes(
            List<PricedAsset> assets, boolean unpriced, ModelledHoldings modelled, boolean nothing) {
        List<String> notes = new ArrayList<>();
        Set<String> ofAssets =
                assets.stream().flatMap(each -> modelled.notes(each).stream()).collect(Collectors.toSet());
        note(notes, "empty", assets.isEmpty());
        note(notes, "largest_assets_only", ofAssets.contains(ModelledHoldings.NOT_LARGEST));
        note(notes, "unpriced_assets", unpriced);
        note(notes, "too_few_days_of_some", ofAssets.contains(ModelledHoldings.TOO_FEW_DAYS));
        note(notes, "dust_left_out", ofAssets.contains(ModelledHoldings.IS_DUST));
        note(notes, ModelledHoldings.FILLED, ofAssets.contains(ModelledHoldings.FILLED));
        note(notes, ModelledHoldings.SPLIT, ofAssets.contains(ModelledHoldings.SPLIT));
        note(notes, "nothing_to_compute_of", nothing);
        return notes;
    }

    private static void note(List<String> notes, String note, boolean isSo) {
        if (isSo) {
            notes.add(note);
        }
    }

    private static List<Line> lines(
            List<PricedAsset> assets,
            ModelledHoldings modelled,
            @Nullable ShrunkCovariance estimate,
            double whole,
            PortfolioRequest request) {
        RiskContributions risks = estimate == null ? null : RiskContributions.of(estimate, modelled.weights(), request);
        return assets.stream()
                .map(each -> {
                    int column = modelled.table().assets().indexOf(each.asset());
                    return new Line(
                            each.asset(),
                            each.quantity().stripTrailingZeros().toPlainString(),
                            text(each.value()),
                            whole > 0 ? share(each.value().doubleValue() / whole) : 0,
                            risks == null || column < 0 ? null : risks.of(column),
                            modelled.notes(each));
                })
                .toList();
    }

    private static Concentration concentration(List<PricedAsset> assets, double whole) {
        double[] weights = assets.stream()
                .mapToDouble(each -> whole > 0 ? each.value().doubleValue() / whole : 0)
                .toArray();
        double herfindahl = StatUtils.sumSq(weights);
        double largest = weights.length == 0 ? 0 : StatUtils.max(weights);
        return new Concentration(share(largest), share(herfindahl), herfindahl == 0 ? 0 : share(1 / herfindahl));
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

    static String text(BigDecimal amount) {
        BigDecimal rounded = amount.setScale(PLACES, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /**
     * Rounds to six places, which are more than the data has.
     *
     * @throws ArithmeticException if the value is not a finite number
     */
    static double share(double value) {
        if (!Double.isFinite(value)) {
            throw new ArithmeticException("a figure is no finite number");
        }
        return Math.rint(value * 1e6) / 1e6;
    }
}
