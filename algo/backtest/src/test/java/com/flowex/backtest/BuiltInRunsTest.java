package com.flowex.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.backtest.data.CandleSeries;
import com.flowex.backtest.metric.BacktestSample;
import com.flowex.backtest.metric.Metric;
import com.flowex.backtest.report.HtmlReport;
import com.flowex.backtest.report.RunReport;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.RunEnd;
import com.flowex.backtest.search.ParameterAxis;
import com.flowex.backtest.search.ParameterSearch;
import com.flowex.backtest.search.SearchObserver;
import com.flowex.backtest.search.SearchPlan;
import com.flowex.backtest.search.SearchResult;
import com.flowex.backtest.search.TrialOutcome;
import com.flowex.backtest.search.TrialRun;
import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.backtest.setup.RunObserver;
import com.flowex.backtest.setup.SetupException;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.order.OrderStatus;
import com.flowex.strategy.parameter.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Goal: every built-in strategy runs through the exchange, is never refused, and its figures and reports are there. */
class BuiltInRunsTest {

    private static final Map<String, StrategyProvider> PROVIDERS = ServiceLoader.load(StrategyProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .collect(Collectors.toMap(StrategyProvider::id, provider -> provider));

    /** Shorter intervals and periods than the defaults, so that each trades within ten hours of minutes. */
    private static final Map<String, Map<String, String>> PARAMETERS = Map.of(
            "donchian-breakout", Map.of("interval", "1m"),
            "momentum", Map.of("interval", "1m", "lookback", "30"),
            "dca", Map.of("interval", "1m"),
            "vwap", Map.of("interval", "1m", "learn", "60", "bars", "60"));

    /** It follows the best prices, which candles do not have. */
    private static final String NEEDS_A_BOOK = "avellaneda-stoikov";

    /** Returns minute candles that walk and swing. */
    private static CandleSeries walk(long seed, int bars) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] rows = new String[bars];
        double close = 100;
        for (int i = 0; i < bars; i++) {
            double open = close;
            close = Math.max(20, open * (1 + (random.nextDouble() - 0.5) * 0.01 + 0.002 * Math.sin(i / 40.0)));
            double high = Math.max(open, close) * 1.001;
            double low = Math.min(open, close) * 0.999;
            rows[i] = String.format(
                    Locale.ROOT, "%.2f,%.2f,%.2f,%.2f,%d", open, high, low, close, 50 + random.nextInt(100));
        }
        return TestRuns.candles(rows);
    }

    private static BacktestRequest request(String id, Map<String, String> parameters, FillModel model) {
        StrategyProvider provider = Objects.requireNonNull(PROVIDERS.get(id));
        Map<String, String> texts = new HashMap<>(parameters);
        if (provider.parameters().stream().anyMatch(spec -> spec.name().equals("interval"))) {
            texts.putIfAbsent("interval", "1m");
        }
        List<MarketSetup> markets = new ArrayList<>(List.of(TestRuns.market("BTC-USDT", walk(1, 600), 1_000, 2_000)));
        if (id.equals("pairs")) {
            markets.add(TestRuns.market("ETH-USDT", walk(2, 600), 1_000, 2_000));
        }
        return TestRuns.request(
                BacktestRequest.strategyOf(provider, Parameters.parse(provider.parameters(), texts)),
                model,
                markets.toArray(MarketSetup[]::new));
    }

    @Test
    void eachStrategyTradesWithoutRefusals() {
        for (FillModel model : List.of(new FillModel.NextOpen(), FillModel.SyntheticBook.DEFAULT)) {
            for (String id : PROVIDERS.keySet()) {
                BacktestRequest request = request(id, PARAMETERS.getOrDefault(id, Map.of()), model);
                if (id.equals(NEEDS_A_BOOK)) {
                    assertThrows(SetupException.class, () -> Backtest.run(request, RunObserver.NONE));
                    continue;
                }
                BacktestResult result = Backtest.run(request, RunObserver.NONE);
                String about = id + " " + model.code() + ": " + result.endMessage();
                assertEquals(RunEnd.COMPLETED, result.end(), about);
                assertFalse(result.fills().isEmpty(), about);
                List<String> refused = result.orders().stream()
                        .filter(order -> order.status() == OrderStatus.REJECTED)
                        .map(order -> order.intent() + " " + order.reason())
                        .toList();
                assertEquals(List.of(), refused, about);
                String page = HtmlReport.of(RunReport.of(id, Map.of(), result));
                assertFalse(page.contains("NaN"), about);
            }
        }
    }

    @Test
    void aSearchOverRunsFindsTheSameOnTwoThreads() {
        StrategyProvider provider = Objects.requireNonNull(PROVIDERS.get("moving-average-cross"));
        SearchPlan plan = SearchPlan.grid(List.of(
                ParameterAxis.parse(provider.parameters().get(2), "5,20"),
                ParameterAxis.parse(provider.parameters().get(3), "20,40,80")));
        TrialRun run = parameters -> TrialOutcome.of(
                BacktestSample.of(Backtest.run(
                        request("moving-average-cross", parameters, new FillModel.NextOpen()), RunObserver.NONE)),
                Metric.SHARPE,
                false);
        SearchResult one = ParameterSearch.run(plan, run, List.of(), SearchObserver.NONE, 1);
        SearchResult two = ParameterSearch.run(plan, run, List.of(), SearchObserver.NONE, 2);
        assertEquals(6, one.trials().size());
        for (int i = 0; i < 6; i++) {
            assertEquals(
                    one.trials().get(i).outcome().score(),
                    two.trials().get(i).outcome().score());
        }
        assertEquals(one.overfitting(), two.overfitting());
        assertTrue(one.trials().get(3).outcome().score().toString().contains("fast is below slow"));
    }
}
