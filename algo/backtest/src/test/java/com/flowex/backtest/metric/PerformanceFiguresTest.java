package com.flowex.backtest.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Goal: figures are those by hand, keep the laws that they must keep, and say why where there is none. */
class PerformanceFiguresTest {

    private static final long DAY = 86_400_000_000_000L;
    private static final double EXACT = 1e-9;

    private static long[] days(int points, long first) {
        long[] times = new long[points];
        Arrays.setAll(times, i -> (first + i) * DAY);
        return times;
    }

    private static PerformanceFigures figures(double... equity) {
        return figures(EquityCurve.of(days(equity.length, 0), equity));
    }

    private static PerformanceFigures figures(EquityCurve curve, double... profits) {
        return PerformanceFigures.of(new RunSample(curve, profits, 0, 0, ""));
    }

    private static double[] walk(long seed, int points) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] equity = new double[points];
        double value = 1_000;
        for (int i = 0; i < points; i++) {
            equity[i] = value;
            value *= 1.0005 + (random.nextDouble() - 0.5) * 0.03;
        }
        return equity;
    }

    private static void assertMissing(String reason, Figure figure) {
        assertEquals(
                reason, assertInstanceOf(Figure.NotComputable.class, figure).reason());
    }

    @Test
    void aSmallRunIsAsByHand() {
        double[] equity = {100, 110, 99, 121};
        double[] benchmark = {10, 11, 10, 12};
        EquityCurve curve = new EquityCurve(days(4, 0), equity, benchmark, new double[] {0, 55, 99, 0});
        var figures = PerformanceFigures.of(new RunSample(curve, new double[] {10, -11, 22, 0}, 430, 1.5, ""));
        double[] returns = {0.1, -0.1, 121 / 99.0 - 1};
        double mean = Arrays.stream(returns).sum() / 3;
        double variance = Arrays.stream(returns)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / 2;
        double perYear = 365.25;

        assertEquals(0.21, figures.get(Metric.TOTAL_RETURN).orNaN(), EXACT);
        assertEquals(Math.pow(1.21, 365.25 / 3) - 1, figures.get(Metric.CAGR).orNaN(), 1);
        assertEquals(
                Math.sqrt(variance * perYear), figures.get(Metric.VOLATILITY).orNaN(), EXACT);
        assertEquals(
                mean / Math.sqrt(variance) * Math.sqrt(perYear),
                figures.get(Metric.SHARPE).orNaN(),
                EXACT);
        assertEquals(
                mean / Math.sqrt(0.01 / 3) * Math.sqrt(perYear),
                figures.get(Metric.SORTINO).orNaN(),
                EXACT);
        assertEquals(0.1, figures.get(Metric.MAX_DRAWDOWN).orNaN(), EXACT);
        assertEquals(2, figures.get(Metric.MAX_DRAWDOWN_DAYS).orNaN(), EXACT);
        assertEquals(
                figures.get(Metric.CAGR).orNaN() / 0.1,
                figures.get(Metric.CALMAR).orNaN(),
                1);
        assertEquals(0.2, figures.get(Metric.BENCHMARK_RETURN).orNaN(), EXACT);
        assertEquals(4, figures.get(Metric.TRADES).orNaN());
        assertEquals(0.5, figures.get(Metric.WIN_RATE).orNaN(), EXACT);
        assertEquals(32 / 11.0, figures.get(Metric.PROFIT_FACTOR).orNaN(), EXACT);
        assertEquals(21 / 4.0, figures.get(Metric.EXPECTANCY).orNaN(), EXACT);
        assertEquals(22, figures.get(Metric.BEST_TRADE).orNaN());
        assertEquals(-11, figures.get(Metric.WORST_TRADE).orNaN());
        assertEquals((0 + 0.5 + 1) / 3, figures.get(Metric.EXPOSURE).orNaN(), EXACT);
        assertEquals(2 / 3.0, figures.get(Metric.TIME_IN_MARKET).orNaN(), EXACT);
        assertEquals(430 / 103.0 / (3 / 365.25), figures.get(Metric.TURNOVER).orNaN(), EXACT);
        assertEquals(1.5, figures.get(Metric.FEES_PAID).orNaN());
        assertMissing("there are fewer than 20 returns", figures.get(Metric.VALUE_AT_RISK));
    }

    @Test
    void theBenchmarkItselfHasABetaOfOneAndNoAlpha() {
        double[] equity = walk(1, 200);
        var same = figures(new EquityCurve(days(200, 0), equity, equity, new double[0]));
        assertEquals(1, same.get(Metric.BETA).orNaN(), EXACT);
        assertEquals(0, same.get(Metric.ALPHA).orNaN(), EXACT);
        double[] half = new double[200];
        half[0] = 1_000;
        for (int i = 1; i < half.length; i++) {
            half[i] = half[i - 1] * (1 + (equity[i] / equity[i - 1] - 1) / 2 + 0.001);
        }
        var halved = figures(new EquityCurve(days(200, 0), half, equity, new double[0]));
        assertEquals(0.5, halved.get(Metric.BETA).orNaN(), EXACT);
        assertEquals(0.36525, halved.get(Metric.ALPHA).orNaN(), 1e-6);
    }

    @Test
    void theWorstTwentiethIsTheHistoricalOne() {
        double[] equity = new double[101];
        equity[0] = 1;
        for (int i = 1; i <= 100; i++) {
            equity[i] = equity[i - 1] * (1 + (i % 2 == 0 ? i : -i) / 1_000.0);
        }
        var figures = figures(equity);
        // Losses of 9.9, 9.7, 9.5, 9.3 and 9.1 % are the worst five of a hundred.
        assertEquals(0.091, figures.get(Metric.VALUE_AT_RISK).orNaN(), EXACT);
        assertEquals(0.095, figures.get(Metric.CONDITIONAL_VALUE_AT_RISK).orNaN(), EXACT);
    }

    @Test
    void figuresThatTheDataDoesNotAllowSayWhy() {
        var none = figures(EquityCurve.of(new long[0], new double[0]));
        for (var entry : none.all().entrySet()) {
            if (entry.getKey() != Metric.TRADES && entry.getKey() != Metric.FEES_PAID) {
                assertInstanceOf(
                        Figure.NotComputable.class,
                        entry.getValue(),
                        entry.getKey().code());
            }
        }
        assertMissing("no trade was closed", none.get(Metric.WIN_RATE));
        assertMissing("the run has no data", none.get(Metric.SHARPE));

        var flat = figures(1_000, 1_000, 1_000);
        assertEquals(0, flat.get(Metric.TOTAL_RETURN).orNaN());
        assertEquals(0, flat.get(Metric.VOLATILITY).orNaN());
        assertEquals(0, flat.get(Metric.MAX_DRAWDOWN).orNaN());
        assertMissing("the equity never changed", flat.get(Metric.SHARPE));
        assertMissing("the equity never changed", flat.get(Metric.PROBABILISTIC_SHARPE));
        assertMissing("no period lost", flat.get(Metric.SORTINO));
        assertMissing("the equity never fell", flat.get(Metric.CALMAR));

        var even = figures(100, 110, 121, 133.1);
        assertMissing("all returns are equal", even.get(Metric.SHARPE));

        var lost = figures(100, 50, -20, 10);
        assertEquals(-0.9, lost.get(Metric.TOTAL_RETURN).orNaN(), EXACT);
        assertEquals(1.2, lost.get(Metric.MAX_DRAWDOWN).orNaN(), EXACT);
        assertMissing("the loss is above the equity: there are no returns after it", lost.get(Metric.SHARPE));
        assertMissing("the loss is above the equity: there are no returns after it", lost.get(Metric.CAGR));

        var oneTrade = figures(EquityCurve.of(days(2, 0), new double[] {100, 101}), 1);
        assertEquals(1, oneTrade.get(Metric.WIN_RATE).orNaN());
        assertMissing("no trade lost", oneTrade.get(Metric.PROFIT_FACTOR));
        assertMissing("there are fewer than two returns", oneTrade.get(Metric.SHARPE));
        assertMissing("there is no benchmark", oneTrade.get(Metric.BETA));
        assertMissing("the positions are not known", oneTrade.get(Metric.EXPOSURE));

        var shortRun = figures(EquityCurve.of(new long[] {0, DAY / 2}, new double[] {100, 101}));
        assertMissing("the run is shorter than a day", shortRun.get(Metric.CAGR));
        var mixed = PerformanceFigures.of(
                new RunSample(EquityCurve.of(days(2, 0), new double[] {1, 2}), new double[] {1}, 1, 0, "two moneys"));
        assertMissing("two moneys", mixed.get(Metric.EXPECTANCY));
        assertEquals(1, mixed.get(Metric.WIN_RATE).orNaN());

        assertThrows(IllegalArgumentException.class, () -> EquityCurve.of(new long[] {2, 1}, new double[] {1, 1}));
        assertThrows(
                IllegalArgumentException.class, () -> EquityCurve.of(new long[] {1, 2}, new double[] {1, Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> EquityCurve.of(new long[] {1}, new double[] {1, 1}));
    }

    @Test
    void moneyOfAnotherSizeAndAnotherBeginningChangeNoShare() {
        double[] equity = walk(2, 400);
        double[] larger = Arrays.stream(equity).map(value -> value * 1_024).toArray();
        var first = figures(EquityCurve.of(days(400, 0), equity), 5, -3, 7);
        var scaled = figures(EquityCurve.of(days(400, 0), larger), 5_120, -3_072, 7_168);
        var shifted = figures(EquityCurve.of(days(400, 9_000), equity), 5, -3, 7);
        for (Metric metric : Metric.values()) {
            Figure figure = first.get(metric);
            if (figure instanceof Figure.Value(double value)) {
                double factor = metric.unit() == Metric.Unit.MONEY ? 1_024 : 1;
                assertEquals(
                        value * factor, scaled.get(metric).orNaN(), 1e-9 * Math.abs(value * factor), metric.code());
                assertEquals(value, shifted.get(metric).orNaN(), 1e-9 * Math.abs(value), metric.code());
            } else {
                assertEquals(figure, scaled.get(metric), metric.code());
                assertEquals(figure, shifted.get(metric), metric.code());
            }
        }
    }

    @Test
    void aReversedRunUndoesItsGrowth() {
        double[] equity = walk(3, 300);
        double[] reversed = new double[300];
        Arrays.setAll(reversed, i -> equity[299 - i]);
        var forth = figures(equity);
        var back = figures(reversed);
        for (Metric metric : new Metric[] {Metric.TOTAL_RETURN, Metric.CAGR}) {
            assertEquals(
                    1, (1 + forth.get(metric).orNaN()) * (1 + back.get(metric).orNaN()), EXACT, metric.code());
        }
        // The deepest fall of the way back is the highest rise of the way there.
        double rise = 0;
        double low = Double.POSITIVE_INFINITY;
        for (double value : equity) {
            low = Math.min(low, value);
            rise = Math.max(rise, 1 - low / value);
        }
        assertEquals(rise, back.get(Metric.MAX_DRAWDOWN).orNaN(), EXACT);
    }

    @Test
    void twoRunsAfterEachOtherMultiplyAndKeepTheDeeperFall() {
        double[] whole = walk(4, 401);
        double[] first = Arrays.copyOfRange(whole, 0, 201);
        double[] second = Arrays.copyOfRange(whole, 200, 401);
        var all = figures(EquityCurve.of(days(401, 0), whole), 1, -2, 3, -4);
        var one = figures(EquityCurve.of(days(201, 0), first), 1, -2);
        var two = figures(EquityCurve.of(days(201, 200), second), 3, -4);
        assertEquals(
                1 + all.get(Metric.TOTAL_RETURN).orNaN(),
                (1 + one.get(Metric.TOTAL_RETURN).orNaN())
                        * (1 + two.get(Metric.TOTAL_RETURN).orNaN()),
                EXACT);
        assertEquals(
                Math.log1p(all.get(Metric.CAGR).orNaN()),
                (Math.log1p(one.get(Metric.CAGR).orNaN())
                                + Math.log1p(two.get(Metric.CAGR).orNaN()))
                        / 2,
                EXACT);
        assertTrue(all.get(Metric.MAX_DRAWDOWN).orNaN()
                >= Math.max(
                        one.get(Metric.MAX_DRAWDOWN).orNaN(),
                        two.get(Metric.MAX_DRAWDOWN).orNaN()));
        assertEquals(
                all.get(Metric.EXPECTANCY).orNaN(),
                (one.get(Metric.EXPECTANCY).orNaN() + two.get(Metric.EXPECTANCY).orNaN()) / 2,
                EXACT);
    }

    @Test
    void annualisationFollowsTheDataAndNotACount() {
        // The same walk by the hour: the year has 24 times as many periods.
        double[] equity = walk(5, 20);
        long[] hours = new long[20];
        Arrays.setAll(hours, i -> i * DAY / 24);
        var daily = figures(equity);
        var hourly = figures(EquityCurve.of(hours, equity));
        assertEquals(
                daily.get(Metric.SHARPE).orNaN() * Math.sqrt(24),
                hourly.get(Metric.SHARPE).orNaN(),
                1e-6);

        // A point a minute is summed up by the day once there are thirty days.
        int points = 40 * 1_440 + 1;
        long[] minutes = new long[points];
        Arrays.setAll(minutes, i -> i * DAY / 1_440);
        double[] fine = walk(6, points);
        ReturnSeries series = ReturnSeries.of(EquityCurve.of(minutes, fine));
        assertEquals(40, series.returns().length);
        assertEquals(DAY, series.periodNanos());
        assertEquals(365.25, series.periodsPerYear(), EXACT);
        assertEquals(fine[1_440] / fine[0] - 1, series.returns()[0], EXACT);
    }

    @Test
    void doubtAboutASharpeRatioFollowsThePapers() {
        // Bailey and Lopez de Prado (2014) state: 100 trials of variance 1/2, expected maximum of about 1.79.
        assertEquals(1.7894, SharpeStatistics.expectedMaximum(100, 0.5), 1e-3);
        assertEquals(0, SharpeStatistics.expectedMaximum(1, 0.5));
        // Their example: annual ratio 2.5, five years of 250 days, skewness -3, kurtosis 10, 100 trials: 0.9004.
        var example = new SharpeStatistics(2.5 / Math.sqrt(250), -3, 10, 1_250);
        assertEquals(0.9004, example.deflated(100, 0.5 / 250).orNaN(), 1e-3);
        // A normal sample whose ratio is zero is as likely above zero as below.
        assertEquals(0.5, new SharpeStatistics(0, 0, 3, 100).probabilityAbove(0).orNaN(), EXACT);
        var symmetric = SharpeStatistics.of(new double[] {1, -1, 2, -2, 3, -3});
        assertEquals(0, symmetric.ratio(), EXACT);
        assertEquals(0, symmetric.skewness(), EXACT);
        assertEquals((2 * (1 + 16 + 81) / 6.0) / Math.pow(28 / 6.0, 2), symmetric.kurtosis(), EXACT);
    }

    @Test
    void thePageDefinesEachFigure() throws IOException {
        String page = Files.readString(Repository.file("docs/strategies/metrics.md"));
        for (Metric metric : Metric.values()) {
            assertTrue(page.contains("| `" + metric.code() + "` | "), metric::code);
        }
    }
}
