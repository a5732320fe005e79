package com.flowex.risk.app.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.risk.app.bar.DailyBar;
import com.flowex.risk.app.bar.TestDays;
import com.flowex.risk.app.measure.Liquidity;
import com.flowex.risk.app.portfolio.PortfolioReport.Fall;
import com.flowex.risk.app.portfolio.PortfolioReport.Figures;
import com.flowex.risk.app.portfolio.PortfolioReport.Line;
import com.flowex.risk.app.portfolio.PortfolioReport.Loss;
import com.flowex.risk.app.portfolio.PortfolioReport.RiskContribution;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Goal: a portfolio's figures are those of its days, their parts sum to the whole, and what cannot be computed is not. */
class PortfolioAnalysisTest {

    private static final List<DailyBar> QUIET = TestDays.moving(600, 0.3, 1);
    private static final List<DailyBar> WILD = TestDays.moving(600, 0.9, 2);
    private static final PortfolioRequest REQUEST =
            new PortfolioRequest(PortfolioRequest.Scope.OWN, List.of(7L), 0.99, 1, 20_000);

    private static PricedAsset asset(String code, String value, List<DailyBar> bars) {
        return new PricedAsset(code, BigDecimal.ONE, new BigDecimal(value), bars, 0, false);
    }

    private static PortfolioReport report(List<PricedAsset> assets) {
        return new PortfolioAnalysis("USDT", QUIET, StressScenario.BUILT_IN).of(assets, false, REQUEST, 5);
    }

    private final PortfolioReport mixed =
            report(List.of(asset("CALM", "600", QUIET), asset("WILD", "300", WILD), asset("USDT", "100", List.of())));
    private final Figures risk = Objects.requireNonNull(mixed.risk());

    @Test
    void theComponentsOfTheAssetsSumToTheParametricValueAtRisk() {
        double sum = mixed.positions().stream()
                .map(Line::risk)
                .filter(Objects::nonNull)
                .mapToDouble(RiskContribution::component)
                .sum();
        assertEquals(risk.parametric().var(), sum, 1e-5);
        assertEquals("1000", mixed.value());
        assertEquals(1, mixed.covered(), 1e-9);
        assertEquals(
                risk.parametric().var() * 1000,
                Double.parseDouble(risk.parametric().varAmount()),
                1e-3);
    }

    @Test
    void theMethodsAgreeWhereReturnsAreNormal() {
        // 60 % at 0.3 and 30 % at 0.9 a year, independent: a day's 1 % quantile of a normal one.
        double expected = 2.3263 * Math.sqrt((0.18 * 0.18 + 0.27 * 0.27) / 365);
        assertEquals(expected, risk.parametric().var(), 0.08 * expected);
        assertEquals(expected, risk.monteCarlo().var(), 0.10 * expected);
        assertEquals(expected, Objects.requireNonNull(risk.cornishFisher()).var(), 0.20 * expected);
        assertEquals(expected, risk.historical().var(), 0.30 * expected);
        for (var loss : losses(risk)) {
            assertTrue(loss.cvar() > loss.var());
        }
    }

    @Test
    void concentrationBetaCorrelationAndStressEqualTheManualResults() {
        assertEquals(0.6, mixed.concentration().largest(), 1e-9);
        assertEquals(0.46, mixed.concentration().herfindahl(), 1e-9);
        assertEquals(0.6, Objects.requireNonNull(risk.beta()), 0.15);
        assertEquals(1, risk.correlation().get(0).get(0), 1e-9);
        assertEquals(0, risk.correlation().get(0).get(1), 0.15);
        assertEquals("-180", mixed.stress().getFirst().changeAmount());
        assertEquals(-0.18, mixed.stress().getFirst().change(), 1e-9);
        Figures quiet = Objects.requireNonNull(
                report(List.of(asset("CALM", "5", QUIET))).risk());
        assertEquals(1, Objects.requireNonNull(quiet.beta()), 1e-6);
    }

    /** The deepest of them is the figure, and no stretch of days is left out. */
    @Test
    void drawdownSeriesHasTheDeepestFallAndAllDays() {
        List<Fall> falls = Objects.requireNonNull(risk.falls());
        assertEquals(
                risk.maxDrawdown(),
                falls.stream().mapToDouble(Fall::depth).max().orElseThrow(),
                1e-9);
        assertEquals(Math.ceilDiv(599, Math.ceilDiv(599, PortfolioAnalysis.FALLS_MAX)), falls.size());
        assertEquals(
                falls.stream().map(Fall::day).sorted().distinct().toList(),
                falls.stream().map(Fall::day).toList());
        List<DailyBar> halved = new ArrayList<>();
        QUIET.subList(0, 100)
                .forEach(bar -> halved.add(at(bar, bar.day() < QUIET.get(50).day() ? 100 : 50)));
        List<Fall> once = Objects.requireNonNull(Objects.requireNonNull(
                        report(List.of(asset("HALVED", "10", halved))).risk())
                .falls());
        assertEquals(99, once.size());
        assertEquals(0, once.get(48).depth());
        assertEquals(0.5, once.get(49).depth(), 1e-9);
        assertEquals(0.5, once.getLast().depth(), 1e-9);
    }

    private static DailyBar at(DailyBar bar, double price) {
        return new DailyBar(bar.day(), price, price, price, price, bar.turnover());
    }

    @Test
    void theSameSeedGivesTheSame() {
        List<PricedAsset> assets = List.of(asset("CALM", "600", QUIET), asset("WILD", "300", WILD));
        assertEquals(report(assets), report(assets));
    }

    @Test
    void assetsWithTooFewDaysAreNotedAndNotEstimated() {
        PortfolioReport half =
                report(List.of(asset("CALM", "500", QUIET), asset("NEW", "500", TestDays.moving(20, 1, 3))));
        assertEquals(0.5, half.covered(), 1e-9);
        assertTrue(half.notes().contains("too_few_days_of_some"));
        assertNull(half.positions().get(1).risk());
        PortfolioReport none = report(List.of());
        assertNull(none.risk());
        assertEquals(List.of("empty", "nothing_to_compute_of"), none.notes());
        assertEquals("0", none.value());
    }

    @Test
    void smallestOfAHundredAndOneAssetsCountsInTheValueOnlyAndIsNoted() {
        List<PricedAsset> many = new ArrayList<>();
        for (int i = 0; i <= PortfolioAnalysis.ASSETS_MAX; i++) {
            many.add(asset("A" + i, Integer.toString(1_000 + i), TestDays.moving(80, 0.3, i)));
        }
        PortfolioReport report = report(many);
        assertEquals(List.of("largest_assets_only"), report.notes());
        assertNull(report.positions().getFirst().risk());
        assertEquals(1 - 1_000 / 106_050.0, report.covered(), 1e-9);
        Figures figures = Objects.requireNonNull(report.risk());
        assertEquals(PortfolioAnalysis.ASSETS_MAX, figures.correlated().size());
        assertTrue(figures.monteCarlo().var() > 0);
    }

    @Test
    void returnsAreOfTheDaysThatAllOfThemHave() {
        List<DailyBar> gap = new ArrayList<>(WILD);
        gap.subList(100, 103).clear();
        ReturnTable table = ReturnTable.of(Map.of("GAP", gap), new double[] {1}, 730);
        assertEquals(596, table.rows().size());
        assertEquals(
                Math.log(WILD.get(103).close() / WILD.get(99).close()) / 2,
                table.rows().get(99)[0],
                1e-12);
    }

    private static List<Loss> losses(Figures risk) {
        List<Loss> losses = new ArrayList<>(
                List.of(risk.historical(), risk.parametric(), risk.monteCarlo(), Objects.requireNonNull(risk.ewma())));
        losses.add(Objects.requireNonNull(risk.filteredHistorical()));
        losses.add(Objects.requireNonNull(risk.fatTailed()));
        if (risk.cornishFisher() != null) {
            losses.add(risk.cornishFisher());
        }
        return losses;
    }

    /** Days that ended long ago, and days that only just began: neither cuts the others' days, nor ends them. */
    @Test
    void dustChangesNothingBeyondItsWeight() {
        List<DailyBar> ended = TestDays.moving(600, 2, 9).subList(0, 200);
        for (List<DailyBar> days : List.of(ended, TestDays.moving(64, 2, 9), TestDays.moving(3, 2, 9))) {
            PortfolioReport dusty = report(List.of(
                    asset("CALM", "600", QUIET),
                    asset("WILD", "300", WILD),
                    asset("USDT", "100", List.of()),
                    asset("DUST", "0.000000001", days)));
            assertEquals(mixed.risk(), dusty.risk());
            assertEquals(mixed.day(), dusty.day());
            assertEquals(mixed.days(), dusty.days());
            assertEquals(List.of("dust_left_out"), dusty.notes());
            assertEquals(List.of("dust"), dusty.positions().getLast().notes());
            assertEquals(1, dusty.covered(), 1e-9);
        }
    }

    @Test
    void aNewCoinThatMattersKeepsTheHistoryOfTheOthersAndItsOwnVariance() {
        List<DailyBar> recent = TestDays.moving(70, 1.5, 9);
        PortfolioReport report =
                report(List.of(asset("CALM", "600", QUIET), asset("WILD", "300", WILD), asset("NEW", "100", recent)));
        assertEquals(599, report.days());
        assertEquals(mixed.day(), report.day());
        assertEquals(List.of("filled_history"), report.notes());
        assertEquals(0.1 * 530 / 599, Objects.requireNonNull(report.filled()), 1e-4);
        Line line = report.positions().getLast();
        assertEquals(List.of("filled_history"), line.notes());
        assertEquals(1.5, Objects.requireNonNull(line.risk()).volatility(), 0.25);
        List<DailyBar> ended = TestDays.moving(600, 1.5, 9).subList(0, 200);
        PortfolioReport stopped =
                report(List.of(asset("CALM", "600", QUIET), asset("WILD", "300", WILD), asset("OLD", "100", ended)));
        assertEquals(mixed.day(), stopped.day());
        assertEquals(599, stopped.days());
    }

    @Test
    void riskiestAssetNeverHasZeroRiskAndInvalidMethodsAreMarked() {
        List<DailyBar> jump = new ArrayList<>();
        WILD.forEach(bar -> jump.add(bar.day() < WILD.get(300).day() ? bar : at(bar, bar.close() * 20)));
        Figures figures = Objects.requireNonNull(
                report(List.of(asset("DOGE", "10", jump))).risk());
        assertNull(figures.cornishFisher());
        Map<String, String> unavailable = Objects.requireNonNull(figures.unavailable());
        assertEquals("outside_domain", unavailable.get("cornish_fisher"));
        assertEquals("outside_domain", unavailable.get("backtests.cornish_fisher"));
        losses(figures).forEach(loss -> assertTrue(loss.var() > 0, loss.toString()));
    }

    @Test
    void theVarianceOfOneAssetReachesNoOther() {
        List<DailyBar> stable = TestDays.moving(600, 0.02, 4);
        PortfolioReport both = report(List.of(asset("USDC", "100000", stable), asset("WILD", "150", WILD)));
        PortfolioReport alone = report(List.of(asset("USDC", "100000", stable)));
        assertEquals(
                Objects.requireNonNull(alone.positions().getFirst().risk()).volatility(),
                Objects.requireNonNull(both.positions().getFirst().risk()).volatility());
        assertEquals(
                Objects.requireNonNull(alone.risk()).parametric().var(),
                Objects.requireNonNull(both.risk()).parametric().var(),
                2e-4);
    }

    @Test
    void lossWithoutDebtsNeverExceedsTheValue() {
        List<DailyBar> wildest = TestDays.moving(730, 6, 3);
        PortfolioRequest month = new PortfolioRequest(PortfolioRequest.Scope.OWN, List.of(7L), 0.999, 30, 1_000);
        PortfolioReport report = new PortfolioAnalysis("USDT", QUIET, StressScenario.BUILT_IN)
                .of(List.of(asset("WILDEST", "5", wildest), asset("WILD", "5", WILD)), false, month, 5);
        Figures figures = Objects.requireNonNull(report.risk());
        losses(figures).forEach(loss -> {
            assertTrue(loss.var() > 0.5 && loss.var() <= 1, loss.toString());
            assertTrue(loss.cvar() >= loss.var() && loss.cvar() <= 1, loss.toString());
        });
        double sum = report.positions().stream()
                .mapToDouble(line -> Objects.requireNonNull(line.risk()).component())
                .sum();
        assertEquals(figures.parametric().var(), sum, 1e-5);
        assertEquals(
                (729 - 250) / 30, Objects.requireNonNull(figures.backtest()).days(), "horizons without a common day");
    }

    @Test
    void sharesDoNotDependOnTheSizeOfThePortfolio() {
        Figures larger = Objects.requireNonNull(report(List.of(
                        asset("CALM", "600000", QUIET),
                        asset("WILD", "300000", WILD),
                        asset("USDT", "100000", List.of())))
                .risk());
        for (int i = 0; i < losses(risk).size(); i++) {
            assertEquals(losses(risk).get(i).var(), losses(larger).get(i).var());
            assertEquals(losses(risk).get(i).cvar(), losses(larger).get(i).cvar());
        }
        for (String method : Objects.requireNonNull(risk.backtests()).keySet()) {
            if (!method.equals("liquidity_adjusted")) {
                assertEquals(
                        risk.backtests().get(method),
                        Objects.requireNonNull(larger.backtests()).get(method));
            }
        }
        assertEquals(risk.sharpe(), larger.sharpe());
    }

    @Test
    void eachMethodIsBacktestedOnPastDays() {
        Map<String, Backtest> backtests = Objects.requireNonNull(risk.backtests());
        Set<String> methods = Set.of(
                "historical",
                "parametric",
                "cornish_fisher",
                "ewma",
                "filtered_historical",
                "fat_tailed",
                "liquidity_adjusted");
        Map<String, String> unavailable = Objects.requireNonNull(risk.unavailable());
        methods.forEach(method ->
                assertTrue(backtests.containsKey(method) != unavailable.containsKey("backtests." + method), method));
        assertTrue(backtests.size() >= 5);
        backtests.values().forEach(test -> {
            assertEquals(349, test.days());
            assertEquals(Backtest.Zone.GREEN, test.zone(), test.toString());
        });
        assertEquals(risk.backtest(), backtests.get("historical"));
    }

    /** A sale costs more the larger it is and the wider the book, and never makes the loss of a horizon smaller. */
    @Test
    void saleCostsArePartOfTheLoss() {
        double before = 0;
        for (String value : List.of("1000", "1000000", "100000000", "10000000000000")) {
            Figures figures = Objects.requireNonNull(
                    report(List.of(asset("CALM", value, QUIET))).risk());
            Loss sold = Objects.requireNonNull(figures.liquidityAdjusted());
            double cost = Objects.requireNonNull(figures.saleCost());
            assertTrue(
                    sold.var() > figures.historical().var()
                            && sold.cvar() > figures.historical().cvar(),
                    value);
            assertTrue(sold.cvar() <= 1 && cost > before && cost <= 1, value);
            before = cost;
        }
        assertEquals(1, before, 0.01, "what nobody can take is worth nothing");

        PricedAsset wide = new PricedAsset("CALM", BigDecimal.ONE, new BigDecimal("1000"), QUIET, 0.2, false);
        Figures figures = Objects.requireNonNull(report(List.of(wide)).risk());
        assertEquals(0.1, Objects.requireNonNull(figures.saleCost()), 0.001, "half of the book's spread");
    }

    @Test
    void withoutTurnoverNoCostOfASaleIsMadeUp() {
        List<DailyBar> across = QUIET.stream()
                .map(bar -> new DailyBar(bar.day(), bar.close(), bar.close(), bar.close(), bar.close(), 0))
                .toList();
        Figures figures =
                Objects.requireNonNull(report(List.of(asset("CALM", "900", QUIET), asset("OVER", "900", across)))
                        .risk());

        assertNull(figures.liquidityAdjusted());
        assertNull(figures.saleCost());
        assertEquals(
                "liquidity_unknown",
                Objects.requireNonNull(figures.unavailable()).get("liquidity_adjusted"));
        assertTrue(!Objects.requireNonNull(figures.backtests()).containsKey("liquidity_adjusted"));
    }

    /** The estimate of Corwin and Schultz finds the spread that was put into highs and lows. */
    @Test
    void aSpreadIsFoundInHighsAndLows() {
        for (double spread : List.of(0.02, 0.05)) {
            List<DailyBar> quoted = QUIET.stream()
                    .map(bar -> new DailyBar(
                            bar.day(),
                            bar.open(),
                            bar.high() * (1 + spread / 2),
                            bar.low() * (1 - spread / 2),
                            bar.close(),
                            bar.turnover()))
                    .toList();
            double sum = 0;
            for (int i = 1; i < quoted.size(); i++) {
                sum += Liquidity.spread(quoted.get(i - 1), quoted.get(i));
            }
            assertEquals(spread, sum / (quoted.size() - 1), 0.2 * spread);
        }
    }
}
