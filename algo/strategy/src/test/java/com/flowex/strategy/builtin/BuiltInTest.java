package com.flowex.strategy.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.order.Side;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderType;
import com.flowex.strategy.order.OwnFill;
import com.flowex.strategy.parameter.ParameterException;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Goal: each built-in strategy follows its rule, obeys the market's rules, and is described. */
class BuiltInTest {

    private static final Map<String, StrategyProvider> PROVIDERS = ServiceLoader.load(StrategyProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .collect(Collectors.toMap(StrategyProvider::id, provider -> provider));

    private static Strategy strategy(String id, String... pairs) {
        StrategyProvider provider = Objects.requireNonNull(PROVIDERS.get(id));
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            texts.put(pairs[i], pairs[i + 1]);
        }
        return provider.create(Parameters.parse(provider.parameters(), texts));
    }

    private static List<Side> sides(TestMarket market) {
        return market.fills.stream().map(OwnFill::side).toList();
    }

    /** Returns prices that walk by up to two percent a step. */
    private static double[] walk(long seed, int bars) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] closes = new double[bars];
        double price = 100;
        for (int i = 0; i < bars; i++) {
            price *= 1 + (random.nextDouble() - 0.5) * 0.04;
            closes[i] = Math.rint(price * 100) / 100;
        }
        return closes;
    }

    @Test
    void thirteenAreListedAndDescribedWithAllTheirParameters() throws IOException {
        assertEquals(
                Set.of(
                        "moving-average-cross",
                        "rsi",
                        "bollinger",
                        "macd",
                        "donchian-breakout",
                        "momentum",
                        "grid",
                        "dca",
                        "avellaneda-stoikov",
                        "twap",
                        "vwap",
                        "pov",
                        "pairs"),
                PROVIDERS.keySet());
        String page = Files.readString(Repository.file("docs/strategies/built-in.md"));
        PROVIDERS.forEach((id, provider) -> {
            int begin = page.indexOf("\n## " + id + "\n");
            assertTrue(begin >= 0, () -> "built-in.md has no section " + id);
            int next = page.indexOf("\n## ", begin + 4);
            String section = page.substring(begin, next < 0 ? page.length() : next);
            for (String part : List.of("**Rule**", "**Source**", "**Loses when**")) {
                assertTrue(section.contains(part), () -> id + " lacks " + part);
            }
            Set<String> names = new HashSet<>();
            for (ParameterSpec spec : provider.parameters()) {
                assertTrue(names.add(spec.name()), () -> id + " has " + spec.name() + " twice");
                assertTrue(
                        section.contains(
                                "| `" + spec.name() + "` | " + range(spec) + " | " + spec.defaultText() + " | "),
                        () -> id + ": | `" + spec.name() + "` | " + range(spec) + " | " + spec.defaultText() + " | "
                                + spec.meaning() + " |");
            }
        });
    }

    private static String range(ParameterSpec spec) {
        return switch (spec) {
            case ParameterSpec.Whole whole -> whole.min() + "–" + whole.max();
            case ParameterSpec.Decimal number -> text(number.min()) + "–" + text(number.max());
            case ParameterSpec.Choice choice ->
                choice.name().equals("interval") ? "1s … 1w" : String.join(", ", choice.choices());
            case ParameterSpec.Flag _ -> "true, false";
        };
    }

    private static String text(double number) {
        return new ParameterSpec.Decimal("x", "", number, number, number).defaultText();
    }

    @Test
    void strategiesKeepMarketRulesAndSpendOnlyTheirBalance() {
        for (String id : PROVIDERS.keySet()) {
            for (double money : new double[] {10_000, 30, 0.4}) {
                for (long seed = 1; seed <= 5; seed++) {
                    Map<String, double[]> closes = new HashMap<>(Map.of("A-USD", walk(seed, 1_000)));
                    if (id.equals("pairs")) {
                        closes.put("B-USD", walk(seed + 100, 1_000));
                    }
                    TestMarket market = new TestMarket().with("USD", money).run(strategy(id), closes);
                    assertEquals(List.of(), market.refused, id);
                    assertTrue(market.balance("USD").total() >= 0, id);
                    assertTrue(market.balance("A").total() >= 0, id);
                    assertTrue(money > 1 || market.fills.isEmpty(), () -> id + " traded below the least order");
                }
            }
        }
    }

    @Test
    void balanceHeldBeforeTheRunIsNotSold() {
        for (String id : List.of("moving-average-cross", "rsi", "bollinger", "macd", "momentum", "grid", "pairs")) {
            Map<String, double[]> closes = new HashMap<>(Map.of("A-USD", walk(3, 1_000)));
            closes.putAll(id.equals("pairs") ? Map.of("B-USD", walk(4, 1_000)) : Map.of());
            TestMarket market = new TestMarket().with("A", 5).run(strategy(id), closes);
            assertTrue(market.balance("A").total() >= 5 - 1e-9, id);
        }
    }

    @Test
    void parametersThatContradictEachOtherAreNamed() {
        assertEquals(
                "parameter fast is below slow, was 30 and 30",
                assertThrows(ParameterException.class, () -> strategy("moving-average-cross", "fast", "30"))
                        .getMessage());
        assertThrows(ParameterException.class, () -> strategy("rsi", "buyBelow", "70"));
        assertThrows(ParameterException.class, () -> strategy("macd", "slow", "12"));
        assertThrows(ParameterException.class, () -> strategy("pairs", "stop", "2"));
        assertThrows(ParameterException.class, () -> strategy("momentum", "every", "0"));
        Strategy pairs = strategy("pairs");
        assertThrows(IllegalArgumentException.class, () -> pairs.subscriptions(List.of("A-USD")));
        Strategy grid = strategy("grid");
        assertThrows(IllegalArgumentException.class, () -> grid.subscriptions(List.of("A-USD", "B-USD")));
    }

    @Test
    void averagesCrossAndThePositionTakesItsShareOfTheEquity() {
        TestMarket market = new TestMarket();
        // The fast mean passes the slow one at the fifth close, and the order trades at the sixth bar's open.
        market.run(
                strategy("moving-average-cross", "fast", "2", "slow", "3", "share", "0.5"),
                100,
                90,
                80,
                85,
                100,
                110,
                120,
                90,
                80,
                80);
        assertEquals(List.of(Side.BUY, Side.SELL), sides(market));
        OwnFill buy = market.fills.getFirst();
        assertEquals(100, buy.price());
        assertEquals(5_000 / 100.0, buy.quantity(), 0.001);
        assertEquals(buy.quantity() * 0.999, market.fills.getLast().quantity(), 0.001);
        assertEquals(8, market.plotted("slow average").size());
        for (String kind : List.of("exponential", "weighted")) {
            TestMarket other = new TestMarket();
            other.run(
                    strategy("moving-average-cross", "fast", "2", "slow", "3", "kind", kind),
                    100,
                    90,
                    80,
                    85,
                    100,
                    110,
                    120,
                    90,
                    80,
                    80);
            assertEquals(List.of(Side.BUY, Side.SELL), sides(other), kind);
        }
    }

    @Test
    void severalMarketsShareTheEquity() {
        double[] path = {100, 90, 80, 85, 100, 110, 120, 130, 140, 150};
        TestMarket market = new TestMarket();
        market.run(
                strategy("moving-average-cross", "fast", "2", "slow", "3", "share", "1"),
                Map.of("A-USD", path, "B-USD", path));
        assertEquals(2, market.fills.size());
        for (OwnFill fill : market.fills) {
            assertEquals(5_000, fill.quantity() * fill.price(), 100);
        }
    }

    @Test
    void reversalsBuyTheFallAndSellTheRise() {
        double[] path = {100, 101, 100, 101, 100, 101, 90, 80, 70, 75, 90, 110, 120, 130, 130};
        TestMarket rsi = new TestMarket().run(strategy("rsi", "period", "3"), path);
        assertEquals(List.of(Side.BUY, Side.SELL), sides(rsi));
        assertTrue(rsi.fills.getFirst().price() < rsi.fills.getLast().price());
        TestMarket bollinger = new TestMarket().run(strategy("bollinger", "period", "5", "width", "1.5"), path);
        assertEquals(List.of(Side.BUY, Side.SELL), sides(bollinger));
        assertEquals(90, bollinger.fills.getFirst().price());
        assertEquals(90, bollinger.fills.getLast().price(), "sold above the mean");
        TestMarket upper =
                new TestMarket().run(strategy("bollinger", "period", "5", "width", "1.5", "exit", "upper"), path);
        assertTrue(upper.fills.getLast().price() > 90);
    }

    @Test
    void trendsAreFollowedAndLeft() {
        double[] path = {10, 10, 10, 10, 11, 12, 13, 14, 15, 16, 14, 12, 10, 9, 8, 8};
        TestMarket macd = new TestMarket()
                .run(
                        strategy("macd", "fast", "2", "slow", "3", "signal", "2"),
                        concat(new double[] {20, 19.5, 18, 15, 12}, path));
        assertEquals(Side.BUY, sides(macd).getFirst());
        assertTrue(sides(macd).contains(Side.SELL));
        TestMarket breakout =
                new TestMarket().run(strategy("donchian-breakout", "entry", "3", "exit", "2", "stopRanges", "0"), path);
        assertEquals(List.of(Side.BUY, Side.SELL), sides(breakout));
        assertEquals(11, breakout.fills.getFirst().price(), "the close after the highs of 10, traded at its open");
        TestMarket stopped = new TestMarket()
                .run(strategy("donchian-breakout", "entry", "3", "exit", "15", "stopRanges", "2"), path);
        assertEquals(List.of(Side.BUY, Side.SELL), sides(stopped), "the stop ends it, the channel is too long");
        TestMarket momentum = new TestMarket().run(strategy("momentum", "lookback", "3"), path);
        assertEquals(List.of(Side.BUY, Side.SELL), sides(momentum));
    }

    private static double[] concat(double[] first, double[] second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    @Test
    void aGridEarnsItsStepsAndFollowsThePriceUp() {
        double[] path = new double[40];
        Arrays.setAll(path, i -> i % 2 == 0 ? 100 : 97);
        TestMarket market = new TestMarket().run(strategy("grid", "levels", "3", "step", "0.01"), path);
        assertTrue(market.equity(100) > 10_000, "each swing earns two or three steps");
        assertEquals(List.of(), market.refused);
        for (OwnFill fill : market.fills) {
            double level = Math.log(fill.price() / 100) / Math.log(0.99);
            assertEquals(Math.rint(level), level, 0.02, "a level of the grid");
        }

        TestMarket risen =
                new TestMarket().run(strategy("grid", "levels", "2", "step", "0.01"), 100, 100, 120, 120, 120);
        assertTrue(risen.openOrders("A-USD").stream()
                .allMatch(order -> order.intent().type() instanceof OrderType.Limit limit && limit.price() > 117));
        assertEquals(2, risen.openOrders("A-USD").size());

        TestMarket fallen = new TestMarket()
                .run(
                        strategy("grid", "levels", "2", "step", "0.01", "stop", "0.05"),
                        100,
                        100,
                        98,
                        90,
                        90,
                        90,
                        100,
                        90);
        assertEquals(List.of(Side.BUY, Side.BUY, Side.SELL, Side.SELL), sides(fallen));
        assertTrue(fallen.openOrders("A-USD").isEmpty(), "the grid has ended");
    }

    @Test
    void costAveragingSpendsTheSameAmountAtItsPace() {
        TestMarket market =
                new TestMarket().run(strategy("dca", "every", "2", "share", "0.1"), 100, 100, 50, 50, 200, 200, 100);
        assertEquals(3, market.fills.size());
        for (OwnFill fill : market.fills) {
            assertEquals(1_000, fill.quantity() * fill.price(), 1);
        }
    }

    @Test
    void aMarketMakerLeansAgainstItsInventory() {
        double[] path = walk(9, 200);
        TestMarket empty = new TestMarket();
        empty.run(strategy("avellaneda-stoikov", "samples", "5", "riskAversion", "0.001"), path);
        List<Double> inventory = empty.plotted("inventory");
        assertEquals(-25, inventory.getFirst(), 1e-9, "half of the equity is missing, in quotes of 2 %");
        assertTrue(inventory.getLast() > -20, "it bought what it lacked");
        for (OrderIntent intent : empty.sent) {
            assertTrue(intent.type() instanceof OrderType.Limit limit && limit.postOnly());
        }
    }

    @Test
    void aMarketMakerNeverFollowsItsOwnQuoteIntoAGap() {
        double[] path = new double[50];
        Arrays.fill(path, 100);
        // It holds no base, so only its bid stands between the others; the mid is 99.555 for ever, the bid 3.23 basis
        // points below.
        TestMarket narrow = new TestMarket().withBidAt(0.991);
        narrow.run(strategy("avellaneda-stoikov", "samples", "5"), path);
        assertEquals(
                List.of(99.52),
                narrow.sent.stream()
                        .map(intent -> limit(intent.type()).price())
                        .distinct()
                        .toList());
        TestMarket wide = new TestMarket().withBidAt(0.3);
        wide.run(strategy("avellaneda-stoikov", "samples", "5"), path);
        assertEquals(List.of(), wide.sent);
    }

    private static OrderType.Limit limit(OrderType type) {
        return assertInstanceOf(OrderType.Limit.class, type);
    }

    @Test
    void executionsDealTheOrderOut() {
        double[] path = new double[12];
        Arrays.fill(path, 100);
        TestMarket twap = new TestMarket().run(strategy("twap", "bars", "5", "share", "0.5"), path);
        // The last part leaves what its band could have cost, for the bar after it.
        assertEquals(6, twap.fills.size());
        assertEquals(5_000, spent(twap), 5);
        for (OwnFill fill : twap.fills.subList(0, 4)) {
            assertEquals(10, fill.quantity(), 1e-9);
        }

        TestMarket sold =
                new TestMarket().with("A", 10).run(strategy("twap", "bars", "5", "share", "1", "side", "sell"), path);
        assertEquals(0, sold.balance("A").total(), 0.002);

        TestMarket pov = new TestMarket().run(strategy("pov", "rate", "0.05", "share", "0.5"), path);
        assertEquals(5, pov.fills.getFirst().quantity(), 1e-9, "5 % of the 100 that each bar trades");
        assertEquals(5_000, spent(pov), 110);

        TestMarket vwap = new TestMarket()
                .run(strategy("vwap", "interval", "1h", "learn", "4", "bars", "4", "share", "0.5"), path);
        assertEquals(25 / 2.0, vwap.fills.getFirst().quantity(), 1e-9);
        assertEquals(5 * TestMarket.HOUR.nanos(), vwap.fills.getFirst().timeNanos(), "it learned for four bars");

        double[] jump = path.clone();
        Arrays.fill(jump, 3, 6, 200);
        TestMarket bounded = new TestMarket().run(strategy("twap", "bars", "8", "share", "0.5"), jump);
        assertTrue(bounded.fills.stream().allMatch(fill -> fill.price() <= 202));
        assertEquals(List.of(), bounded.refused);
    }

    private static double spent(TestMarket market) {
        return market.fills.stream()
                .mapToDouble(fill -> fill.price() * fill.quantity())
                .sum();
    }

    @Test
    void pairsHoldTheCheaperMarket() {
        int bars = 120;
        SplittableRandom random = new SplittableRandom(1);
        double[] first = new double[bars];
        double[] second = new double[bars];
        for (int i = 0; i < bars; i++) {
            second[i] = 50 + 10 * Math.sin(i / 7.0);
            // Twice the second one, but for some noise and a fall of eight bars.
            first[i] = 2 * second[i] * (1 + 0.002 * (random.nextDouble() - 0.5)) * (i >= 90 && i < 98 ? 0.99 : 1);
        }
        TestMarket market = new TestMarket()
                .run(
                        strategy("pairs", "lookback", "30", "entry", "3", "stop", "100"),
                        Map.of("A-USD", first, "B-USD", second));
        assertEquals(Side.BUY, market.fills.getFirst().side());
        assertEquals("A-USD", market.fills.getFirst().symbol());
        assertEquals(92 * TestMarket.HOUR.nanos(), market.fills.getFirst().timeNanos());
        assertTrue(sides(market).contains(Side.SELL));
    }
}
