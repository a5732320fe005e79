package com.flowex.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.strategies.app.BacktestExecutor;
import com.flowex.strategies.app.BacktestRuns;
import com.flowex.strategies.app.BuiltInStrategies;
import com.flowex.strategies.app.CandleHistory;
import com.flowex.strategies.app.SourceSandbox;
import com.flowex.strategies.app.StrategyLibrary;
import com.flowex.strategies.app.StrategySources;
import com.flowex.strategies.app.dataset.DatasetLibrary;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyException;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** A service of strategies with made candles, in the place of the sandbox a checker, and requests as users send them. */
abstract class StrategiesWorld {

    static final String ROOT = "/api/v1/strategies";
    static final String TESTS = "/api/v1/backtests";
    static final String REQUEST = """
            {"built_in":"moving-average-cross","parameters":{"fast":"3","slow":"8"},"symbols":["BTC-USDT"],"interval":"1h",
             "from":"2026-11-01T00:00:00Z","to":"2026-11-20T00:00:00Z","balances":{"USDT":"10000"}}""";

    final TestStand stand = TestStand.freshFor("strategies");
    final String ada = stand.token(1, "user");
    final String bob = stand.token(2, "user");
    final List<String> ordered = new ArrayList<>();
    final StrategiesTables tables = new StrategiesTables(stand.edge());
    final Checker checker = new Checker();
    final BacktestComputations computations =
            new BacktestComputations(tables, StrategiesSettings.DEFAULTS, TestMarket.LISTED, new Waves(), checker);
    final TestServer server = TestServer.of(
            stand,
            new StrategiesService(
                            tables,
                            StrategiesSettings.DEFAULTS,
                            TestMarket.dependencies(stand, new Waves()),
                            new StrategiesService.Owners((_, _) -> {}, Set::of),
                            checker,
                            (tenant, by) -> ordered.add(tenant + " " + by))
                    .routes());

    StrategiesWorld() {
        tables.start();
    }

    @AfterEach
    void close() {
        server.close();
        stand.close();
    }

    /** Prices that swing around 60,000. */
    private static final class Waves implements CandleHistory {

        @Override
        public boolean has(BarInterval interval) {
            return interval.nanos() >= Duration.ofMinutes(1).toNanos();
        }

        @Override
        public List<StoredCandle> read(
                ListedMarket market, BarInterval interval, long fromSeconds, long toSeconds, int limit) {
            List<StoredCandle> candles = new ArrayList<>();
            long step = interval.nanos() / 1_000_000_000L;
            for (long at = fromSeconds; at < toSeconds && candles.size() < limit; at += step) {
                double open = 60_000 + Math.rint(2_000 * Math.sin(at / step * 0.3));
                double close = 60_000 + Math.rint(2_000 * Math.sin((at / step + 1) * 0.3));
                candles.add(
                        new StoredCandle(at, open, Math.max(open, close) + 10, Math.min(open, close) - 10, close, 5));
            }
            return candles;
        }
    }

    /** Takes the place of the sandbox, which has its own tests: a source with "broken" has a fault in line 2. */
    static final class Checker implements SourceSandbox {

        /** Number of the next bars at which a strategy's process gives no answer. */
        final AtomicInteger stalls = new AtomicInteger();

        @Override
        public Checked check(String source) {
            return source.contains("broken")
                    ? new Checked(List.of(), List.of(new SourceFault(2, "syntax", "missing ) after argument list")))
                    : new Checked(new Buyer(stalls).parameters(), List.of());
        }

        @Override
        public Opened open(String name, String source, List<String> markets) {
            return Opened.of(new Buyer(stalls));
        }
    }

    /** Buys once. */
    private static final class Buyer implements StrategyProvider {

        private final AtomicInteger stalls;

        Buyer(AtomicInteger stalls) {
            this.stalls = stalls;
        }

        @Override
        public String id() {
            return "buyer";
        }

        @Override
        public String summary() {
            return "Buys once.";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(new ParameterSpec.Decimal("quantity", "Quantity to buy", 0.001, 1, 0.1));
        }

        @Override
        public Strategy create(Parameters parameters) {
            return new Strategy() {
                private boolean hasBought;

                @Override
                public List<DataRequest> subscriptions(List<String> markets) {
                    return List.of(new DataRequest.Bars(markets.getFirst(), BarInterval.parse("1h")));
                }

                @Override
                public void onBar(TradingContext context, Bar bar) {
                    if (stalls.get() > 0) {
                        stalls.decrementAndGet();
                        throw new StrategyException("strategy_silent", 0, "a callback did not end");
                    }
                    if (!hasBought) {
                        hasBought = true;
                        context.place(OrderIntent.market(bar.symbol(), Side.BUY, parameters.number("quantity")));
                    }
                }
            };
        }
    }

    String add(String name, String source) {
        TestAnswer answer = server.post(ROOT, body(name, source, ""), ada);
        assertEquals(201, answer.status(), answer.text());
        return answer.json().path("id").asText();
    }

    static String body(String name, String source, String more) {
        return "{\"name\":\"" + name + "\",\"source\":\"" + source + "\"" + more + "}";
    }

    /** Returns an executor with a clock of its own. */
    BacktestExecutor executor(InstantSource clock) {
        DatasetLibrary datasets = new DatasetLibrary(tables.datasets(), clock);
        StrategyLibrary library = new StrategyLibrary(tables.strategies(), checker, clock);
        StrategySources sources = new StrategySources(new BuiltInStrategies(), library, checker);
        return new BacktestExecutor(
                tables.backtests(),
                tables.trials(),
                new BacktestRuns(TestMarket.LISTED, sources, new Waves(), datasets),
                StrategiesSettings.DEFAULTS.history(),
                clock);
    }

    /** Returns the number of the account of the user ada. */
    static long owner() {
        return AccountId.CUSTOMERS_FROM + 1;
    }

    String run() {
        return computations.backtests().run(1, (_, _) -> {});
    }

    JsonNode one(String id) {
        return server.get(TESTS + "/" + id, ada).json();
    }

    String request(String body) {
        TestAnswer answer = server.post(TESTS, body, ada);
        assertEquals(202, answer.status(), answer.text());
        return answer.json().path("id").asText();
    }
}
