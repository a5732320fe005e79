package com.flowex.backtest;

import static com.flowex.backtest.TestRuns.INTERVAL;
import static com.flowex.backtest.TestRuns.MINUTE;
import static com.flowex.backtest.TestRuns.START;
import static com.flowex.backtest.TestRuns.candles;
import static com.flowex.backtest.TestRuns.market;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.backtest.TestRuns.Scripted;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.RunFill;
import com.flowex.backtest.result.RunOrder;
import com.flowex.backtest.result.RunWarning;
import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.Latency;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.backtest.setup.RunLimits;
import com.flowex.backtest.setup.RunObserver;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.order.Side;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The model of a synthetic book: by hand, and laws over seeded random strategies. */
class SyntheticBookTest {

    /** Spread of 2 %, a tenth of the volume, on two levels 1 % apart. */
    private static final FillModel WIDE = new FillModel.SyntheticBook(20_000, 100_000, 2, 10_000);

    @Test
    void aMarketOrderWalksTheLevelsAndEndsWhereTheShareOfVolumeEnds() {
        Scripted strategy = new Scripted((context, bar, number) -> {
            if (number == 0) {
                context.place(OrderIntent.market(bar.symbol(), Side.BUY, 3));
            }
        });

        BacktestResult result = TestRuns.run(
                strategy,
                WIDE,
                market("BTC-USDT", candles("100,100,100,100,50", "100,110,99,105,20", "105,105,105,105,50"), 0, 0));

        // A tenth of 20 is 2: one at the ask of 101, one a step of 1 % of the price higher; the third finds nothing.
        assertEquals(
                List.of(
                        "OPEN",
                        "BUY 1.0 at 101.0",
                        "PARTIALLY_FILLED",
                        "BUY 1.0 at 102.0",
                        "PARTIALLY_FILLED",
                        "EXPIRED no_liquidity"),
                strategy.seen);
        assertTrue(result.orders().getFirst().fillability().explanation().contains("held less than its quantity"));
    }

    @Test
    void aShareOfAVolumeThatIsLessThanOneWholeIsNamed() {
        BacktestResult result = TestRuns.run(
                new Scripted((context, bar, number) -> {
                    if (number == 0) {
                        context.place(OrderIntent.market(bar.symbol(), Side.BUY, 3));
                    }
                }),
                WIDE,
                MarketSetup.fitting("BTC-USDT", candles("100,100,100,100,5", "100,110,99,105,5"), new FeeRates(0, 0)));

        RunWarning refused = result.warnings().stream()
                .filter(each -> each.kind() == RunWarning.Kind.ORDERS_REFUSED)
                .findFirst()
                .orElseThrow();
        assertEquals(Map.of("reasons", "no_liquidity:1", "whole_quantities", "BTC-USDT"), refused.parameters());
        String warning = refused.message();
        assertTrue(
                warning.startsWith("Orders were refused, by reason: no_liquidity 1. Volumes of BTC-USDT are whole"),
                warning);
    }

    @Test
    void aLimitOrderTradesOnceTheQuoteReachesItsPriceAndSaysWhyItDidNot() {
        Scripted strategy = new Scripted((context, bar, number) -> {
            if (number == 0) {
                context.place(OrderIntent.limit(bar.symbol(), Side.BUY, 1, 97));
                context.place(OrderIntent.limit(bar.symbol(), Side.BUY, 1, 95));
            }
        });

        BacktestResult result = TestRuns.run(
                strategy,
                WIDE,
                market(
                        "BTC-USDT",
                        candles("100,100,100,100,50", "100,101,97,99,50", "99,99,96,99,50", "99,99,99,99,50"),
                        0,
                        0));

        // The ask at the low of 97 is 97.97; at 96 it is 96.96.
        RunFill fill = result.fills().getFirst();
        assertEquals(1, result.fills().size());
        assertEquals(97_00, fill.priceUnits());
        assertTrue(fill.isMaker());
        assertTrue(fill.timeNanos() > START + 2 * MINUTE && fill.timeNanos() < START + 3 * MINUTE);
        RunOrder second = result.orders().get(1);
        assertEquals(96_96, second.fillability().bestOppositeUnits());
        assertTrue(second.fillability().explanation().contains("never reached its price 95.0"));
    }

    @Test
    void latencyDelaysAnOrderIntoTheBar() {
        Strategy strategy = new Scripted((context, bar, number) -> {
            if (number == 0) {
                context.place(OrderIntent.market(bar.symbol(), Side.BUY, 0.1));
            }
        });
        MarketSetup market =
                market("BTC-USDT", candles("100,100,100,100,50", "100,130,100,130,50", "130,130,130,130,50"), 0, 0);
        BacktestRequest request = new BacktestRequest(
                "test",
                () -> strategy,
                List.of(market),
                Map.of("USDT", "10000"),
                "USDT",
                new FillModel.SyntheticBook(0, 100_000, 1, 0),
                new Latency(30_000_000_000L, 0),
                7,
                RunLimits.DEFAULT);

        RunFill fill = Backtest.run(request, RunObserver.NONE).fills().getFirst();

        // The open is the low, reached again at 20 s; at 30 s the path is half way up to the high at 40 s.
        assertEquals(START + MINUTE + 30_000_000_000L, fill.timeNanos());
        assertEquals(115_01, fill.priceUnits());
    }

    @Test
    void laws() {
        for (long seed = 1; seed <= 6; seed++) {
            String[] first = randomRows(seed);
            String[] second = randomRows(-seed);
            long strategySeed = seed;
            MarketSetup one = market("BTC-USDT", candles(first), 1_000, 2_000);
            MarketSetup two = market("ETH-USDT", candles(second), -100, 2_000);

            BacktestResult combined = run(() -> new RandomTrader(strategySeed), one, two);
            BacktestResult again = run(() -> new RandomTrader(strategySeed), one, two);

            assertEquals(combined.digest(), again.digest());
            assertNotEquals(
                    combined.digest(),
                    run(() -> new RandomTrader(strategySeed + 1), one, two).digest());
            for (MarketSetup market : List.of(one, two)) {
                BacktestResult apart = run(() -> new RandomTrader(strategySeed), market);
                assertIterableEquals(
                        orders(apart).get(market.symbol()), orders(combined).get(market.symbol()), "seed " + seed);
            }
            volumeIsConsumedOnceAndNotInTheBarOfTheSignal(combined, "BTC-USDT", first);
            volumeIsConsumedOnceAndNotInTheBarOfTheSignal(combined, "ETH-USDT", second);
            assertTrue(combined.fills().size() > 20, "seed " + seed + " trades");
        }
    }

    /** Orders and fills of each market without their ids, which count over all markets. */
    private static Map<String, List<String>> orders(BacktestResult result) {
        Map<String, List<String>> orders = new HashMap<>();
        for (RunOrder order : result.orders()) {
            orders.computeIfAbsent(order.intent().symbol(), symbol -> new ArrayList<>())
                    .add(order.intent() + " " + order.arrivedNanos() + " " + order.status() + " " + order.filledUnits()
                            + " " + order.steps());
        }
        return orders;
    }

    private static void volumeIsConsumedOnceAndNotInTheBarOfTheSignal(
            BacktestResult result, String symbol, String[] rows) {
        Map<Long, Long> byBar = new HashMap<>();
        Map<String, Long> signals = new HashMap<>();
        result.orders().forEach(order -> signals.put(order.clientOrderId(), order.signalNanos()));
        for (RunFill fill : result.fills()) {
            if (fill.symbol().equals(symbol)) {
                long bar = (fill.timeNanos() - START) / MINUTE;
                byBar.merge(bar, fill.quantityUnits(), Long::sum);
                long signal = signals.get(fill.clientOrderId());
                assertTrue(signal <= START + bar * MINUTE, "a fill in the bar of its signal");
            }
        }
        byBar.forEach((bar, units) -> {
            double volume = Double.parseDouble(rows[bar.intValue()].split(",")[4]);
            assertTrue(units <= volume * 1e8 / 10 + 1, "bar " + bar + " of " + volume + " traded " + units);
        });
    }

    private static BacktestResult run(Supplier<Strategy> strategy, MarketSetup... markets) {
        BacktestRequest request = new BacktestRequest(
                "test",
                strategy,
                List.of(markets),
                Map.of("USDT", "100000000", "BTC", "100000", "ETH", "100000"),
                "USDT",
                FillModel.SyntheticBook.DEFAULT,
                new Latency(1_000_000, 5_000_000_000L),
                7,
                RunLimits.DEFAULT);
        if (markets.length == 1) {
            request = new BacktestRequest(
                    "test",
                    strategy,
                    List.of(markets),
                    Map.of("USDT", "100000000", markets[0].base(), "100000"),
                    "USDT",
                    request.fillModel(),
                    request.latency(),
                    7,
                    RunLimits.DEFAULT);
        }
        return Backtest.run(request, RunObserver.NONE);
    }

    private static String[] randomRows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] rows = new String[150];
        int price = 10_000;
        for (int i = 0; i < rows.length; i++) {
            int open = Math.max(500, price + random.nextInt(-50, 51));
            int close = Math.max(500, open + random.nextInt(-300, 301));
            int high = Math.max(open, close) + random.nextInt(200);
            int low = Math.min(open, close) - random.nextInt(200);
            rows[i] = open / 100.0 + "," + high / 100.0 + "," + low / 100.0 + "," + close / 100.0 + ","
                    + random.nextInt(1, 100);
            price = close;
        }
        return rows;
    }

    /** Strategy that places every type of order at random, each market by a sequence of its own. */
    private static final class RandomTrader implements Strategy {

        private final long seed;
        private final Map<String, SplittableRandom> choices = new HashMap<>();

        RandomTrader(long seed) {
            this.seed = seed;
        }

        @Override
        public List<DataRequest> subscriptions(List<String> markets) {
            return markets.stream()
                    .map(symbol -> (DataRequest) new DataRequest.Bars(symbol, INTERVAL))
                    .toList();
        }

        @Override
        public void onBar(TradingContext context, Bar bar) {
            SplittableRandom random =
                    choices.computeIfAbsent(bar.symbol(), symbol -> new SplittableRandom(seed + symbol.hashCode()));
            for (int i = random.nextInt(3); i > 0; i--) {
                Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                double away = bar.close() * random.nextInt(1, 200) / 10_000;
                double worse = side == Side.BUY ? bar.close() + away : bar.close() - away;
                double better = side == Side.BUY ? bar.close() - away : bar.close() + away;
                OrderType type =
                        switch (random.nextInt(8)) {
                            case 0 -> new OrderType.Market();
                            case 1 -> OrderType.Limit.goodTillCanceled(better);
                            case 2 -> OrderType.Limit.goodTillCanceled(worse);
                            case 3 -> new OrderType.StopLoss(worse, 0);
                            case 4 -> new OrderType.TakeProfit(better, better);
                            case 5 -> new OrderType.TrailingStop(away);
                            case 6 -> new OrderType.OneCancelsOther(better, worse, 0);
                            default -> new OrderType.Twap(worse, 3, 17);
                        };
                context.place(new OrderIntent(bar.symbol(), side, random.nextInt(1, 60_000) / 10_000.0, type));
            }
            if (random.nextInt(20) == 0) {
                context.cancelAll(bar.symbol());
            }
        }
    }
}
