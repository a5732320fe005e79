package com.flowex.backtest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.flowex.backtest.data.DataManifest;
import com.flowex.backtest.metric.BacktestSample;
import com.flowex.backtest.metric.Figure;
import com.flowex.backtest.metric.Metric;
import com.flowex.backtest.metric.RunSample;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.EquityPoint;
import com.flowex.backtest.result.Fillability;
import com.flowex.backtest.result.LeftOutCounts;
import com.flowex.backtest.result.LogLine;
import com.flowex.backtest.result.MarketScales;
import com.flowex.backtest.result.RoundTrip;
import com.flowex.backtest.result.RunDigest;
import com.flowex.backtest.result.RunEnd;
import com.flowex.backtest.result.RunFill;
import com.flowex.backtest.result.RunOrder;
import com.flowex.backtest.result.RunWarning;
import com.flowex.backtest.result.Valuation;
import com.flowex.backtest.search.TrialOutcome;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Scale;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderStatus;
import java.io.IOException;
import java.io.StringWriter;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Goal: a report shows the result exactly, in three forms, and text of users stays text. */
class RunReportTest {

    private static final long DAY = 86_400_000_000_000L;
    private static final String HOSTILE = "</title><script>alert('1')</script>&\"";

    private static BacktestResult result(String quote, List<EquityPoint> equity) {
        return new BacktestResult(
                "run-1",
                RunEnd.STRATEGY_FAILED,
                HOSTILE,
                List.of(new MarketScales("BTC-" + quote, new Scale(2), new Scale(4), new Scale(2))),
                new Valuation("USDT", new Scale(2)),
                100_000,
                equity,
                List.of(new RunOrder(
                        "run-1-1",
                        OrderIntent.market("BTC-" + quote, Side.BUY, 0.5),
                        DAY,
                        DAY + 1,
                        DAY + 1,
                        OrderStatus.FILLED,
                        5_000,
                        5_000,
                        "",
                        List.of(),
                        new Fillability(0, -1, 0, ""))),
                List.of(
                        new RunFill("run-1-1", "BTC-" + quote, Side.BUY, DAY, 100_00, 5_000, 50_00, 10, false),
                        new RunFill("run-1-2", "BTC-" + quote, Side.SELL, 2 * DAY, 110_00, 4_990, 54_89, 11, true)),
                List.of(new RoundTrip(
                        "BTC-" + quote, Side.BUY, 4_990, DAY, 2 * DAY, 100_00, 110_00, 50_00, 54_78, 4_78, 21)),
                Map.of(),
                List.of(new LogLine(DAY, HOSTILE)),
                List.of(),
                List.of(new RunWarning(RunWarning.Kind.TOO_FEW_TRADES, HOSTILE, Map.of())),
                new LeftOutCounts(0, 0, 0, 0),
                List.of(new DataManifest(HOSTILE, "csv", 70, DAY, 70 * DAY, List.of(), 0, List.of(), 0, "")),
                new RunDigest("0123456789abcdef", "00", 5, 9, 1));
    }

    private static List<EquityPoint> equity() {
        List<EquityPoint> points = new ArrayList<>();
        for (int i = 1; i <= 70; i++) {
            points.add(new EquityPoint(i * DAY, 100_000 + i * (i % 3 == 0 ? -100 : 150), 100_000 + i * 10, 50_000));
        }
        return points;
    }

    private static RunReport report() {
        return RunReport.of(HOSTILE, Map.of("fast", "<b>"), result("USDT", equity()));
    }

    @Test
    void moneyIsReadFromTheResult() {
        RunSample sample = BacktestSample.of(result("USDT", equity()));
        assertEquals(71, sample.curve().points());
        assertEquals(1_000, sample.curve().equity()[0]);
        assertEquals(4.78, sample.tradeProfits()[0], 1e-12);
        assertEquals(104.89, sample.tradedValue(), 1e-9);
        // A fee of 0.001 BTC at 100 and one of 0.11.
        assertEquals(0.21, sample.feesPaid(), 1e-9);
        assertEquals("", sample.moneyDoubt());

        RunReport other = RunReport.of("x", Map.of(), result("EUR", equity()));
        assertEquals(
                new Figure.NotComputable("trades of BTC-EUR are not in USDT"),
                other.figures().get(Metric.EXPECTANCY));
        TrialOutcome outcome = TrialOutcome.of(sample, Metric.MAX_DRAWDOWN, true);
        assertTrue(outcome.score().orNaN() < 0);
        assertEquals(69, outcome.returns().length);
    }

    @Test
    void tablesHaveExactMoneyAndUtcTimes() {
        List<ReportTable> tables = ReportTables.of(report());
        assertEquals(
                List.of("metrics", "equity", "trades", "orders", "fills", "warnings", "log"),
                tables.stream().map(ReportTable::name).toList());
        for (ReportTable table : tables) {
            assertTrue(table.lines().iterator().hasNext(), table::name);
            table.lines().forEach(line -> assertEquals(table.columns().size(), line.size(), table::name));
        }
        assertEquals(
                List.of(
                        "BTC-USDT",
                        "buy",
                        "0.499",
                        "1970-01-02T00:00:00Z",
                        "1970-01-03T00:00:00Z",
                        "100",
                        "110",
                        "4.78",
                        "0.21"),
                tables.get(2).lines().iterator().next());
        assertEquals(
                List.of("1970-01-02T00:00:00Z", "1001.5", "1000.1", "500", "0"),
                tables.get(1).lines().iterator().next());
    }

    @Test
    void jsonIsOneDocument() throws IOException {
        StringWriter out = new StringWriter();
        JsonReport.write(report(), out);
        int tokens = 0;
        try (JsonParser parser = new JsonFactory().createParser(out.toString())) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        assertTrue(tokens > 500);
        assertTrue(out.toString().contains("\"startEquity\":\"1000\""));
        assertTrue(out.toString().contains("\"profit_factor\":{\"notComputable\":\"no trade lost\"}"));
    }

    @Test
    void thePageLoadsNothingAndTextStaysText() {
        String page = HtmlReport.of(report());
        assertFalse(page.contains("<script"));
        assertFalse(page.contains("<b>"));
        assertFalse(Pattern.compile("(?i)https?:|src=|@import|url\\(|<link")
                .matcher(page.replace("default-src", "").replace("style-src", ""))
                .find());
        for (String part :
                List.of("Figures", "Equity", "Drawdown", "Months", "Trades", "Data", "This run is partial")) {
            assertTrue(page.contains(part), part);
        }
        assertEquals(3, page.split("<svg ", -1).length - 1);
        assertTrue(page.contains("prefers-color-scheme:dark"));
        assertTrue(page.contains("not computable: no trade lost"));
        assertFalse(page.contains("NaN"));

        String empty = HtmlReport.of(RunReport.of("empty", Map.of(), result("USDT", List.of())));
        assertTrue(empty.contains("not computable: the run has no data"));
        String flat = HtmlReport.of(
                RunReport.of("flat", Map.of(), result("USDT", List.of(new EquityPoint(DAY, 100_000, 100_000, 0)))));
        assertFalse(flat.contains("NaN"));
    }

    @Test
    void monthsMultiplyToTheWholeReturn() {
        RunReport report = report();
        Map<YearMonth, Double> months = MonthlyReturns.of(report.curve()).returns();
        assertEquals(
                List.of(YearMonth.of(1970, 1), YearMonth.of(1970, 2), YearMonth.of(1970, 3)),
                List.copyOf(months.keySet()));
        double growth = months.values().stream().reduce(1.0, (product, value) -> product * (1 + value));
        assertEquals(1 + report.figures().get(Metric.TOTAL_RETURN).orNaN(), growth, 1e-12);
    }
}
