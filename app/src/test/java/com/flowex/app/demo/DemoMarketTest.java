package com.flowex.app.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.database.Lease;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.testing.Await;
import com.flowex.surveillance.AbusePattern;
import com.flowex.surveillance.DetectionThresholds;
import com.flowex.surveillance.Surveillance;
import com.flowex.surveillance.Suspicion;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoMarketTest {

    private static final Workers WORKERS = new Workers(new Health(), new SimpleMeterRegistry());

    private static final RecordedTrades RECORDING = RecordedTrades.load();
    private static final long HOUR = 3_600_000;
    private static final AccountId LAYERER = new AccountId(1, 1_003);
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    /**
     * Goal: weeks without care. Method: the real engine in memory, time moved by waiting alone; at each step's end both
     * books are looked at. {@code -Ddemo.hours=504} makes it three weeks.
     */
    @Test
    void theBooksStayTwoSidedAndTheSpreadSensible() {
        SimulatedExchange exchange = new SimulatedExchange();
        List<Long> spreads = new ArrayList<>();
        exchange.beforeWaiting(now -> {
            for (int instrument = 1; instrument <= 2; instrument++) {
                long bid = now.best(instrument, Side.BUY).orElseThrow();
                long ask = now.best(instrument, Side.SELL).orElseThrow();
                spreads.add((ask - bid) * 1_000_000 / bid);
            }
        });
        long hours = Long.getLong("demo.hours", 12);

        play(exchange, hours * HOUR, DemoMarket.SPEED_DEFAULT);

        spreads.sort(null);
        assertTrue(spreads.getFirst() > 0, "never crossed");
        assertTrue(spreads.get(spreads.size() / 2) <= 1_500, "median spread at most 0.15 %");
        assertTrue(spreads.getLast() <= 20_000, () -> "never more than 2 %, was " + spreads.getLast());
        assertTrue(exchange.commands() < hours * HOUR / 1_000 * DemoThrottle.PER_SECOND_SUSTAINED + 200);
        assertTrue(exchange.logBytes() * 24 / hours < 1_000_000_000, "at most 1 GB of log a day");
        assertTrue(exchange.refused() < exchange.commands() / 100, () -> exchange.refused() + " refused");
        assertDemoAccountsAreInFunds(exchange);
        System.getLogger("demo").log(System.Logger.Level.INFO, () -> summary(hours, exchange, spreads));
    }

    private static String summary(long hours, SimulatedExchange exchange, List<Long> spreads) {
        return "hours=" + hours + " commands=" + exchange.commands() + " per_second="
                + exchange.commands() * 1_000L / (hours * HOUR) + " bytes_per_command="
                + exchange.logBytes() / exchange.commands() + " megabytes_per_day="
                + exchange.logBytes() * 24 / hours / 1_000_000 + " refused=" + exchange.refused()
                + " spread_p50_millionths=" + spreads.get(spreads.size() / 2) + " spread_p99_millionths="
                + spreads.get(spreads.size() * 99 / 100) + " spread_max_millionths=" + spreads.getLast();
    }

    private static void assertDemoAccountsAreInFunds(SimulatedExchange exchange) {
        exchange.exchange().writeState(state -> {
            if (state instanceof BalanceState balance && balance.account().number() > 100) {
                long start = DemoMarket.fundings().stream()
                        .filter(funding -> funding.account().equals(balance.account()))
                        .mapToLong(funding -> switch (balance.asset().value()) {
                            case 1 -> funding.btc() * 100_000_000;
                            case 2 -> funding.eth() * 100_000_000;
                            default -> funding.usdt() * 1_000_000;
                        })
                        .sum();
                assertTrue(balance.balanceUnits() > start / 3, () -> "nearly dry: " + balance);
                assertTrue(balance.balanceUnits() < start * 3, () -> "hoarding: " + balance);
            }
        });
    }

    @Test
    void surveillanceFindsTheExampleOfLayeringAndNothingElse() {
        SimulatedExchange exchange = new SimulatedExchange();
        exchange.fund(new Funding(LAYERER, 10, 100, 100_000));
        List<Suspicion> found = new ArrayList<>();
        Surveillance surveillance = new Surveillance(
                DetectionThresholds.usual(), account -> account.number() < AccountId.CUSTOMERS_FROM, found::add);
        exchange.read(surveillance::on);
        exchange.fail(3);

        play(exchange, HOUR / 30, DemoMarket.SPEED_DEFAULT);

        assertEquals(
                List.of(AbusePattern.LAYERING),
                found.stream().map(Suspicion::pattern).toList());
        assertEquals(List.of(LAYERER), found.getFirst().accounts());
        assertEquals(100, found.getFirst().score());
    }

    @Test
    void restartCancelsOrdersOfTheFormerRun() {
        SimulatedExchange exchange = new SimulatedExchange();
        play(exchange, HOUR / 60, DemoMarket.SPEED_DEFAULT);
        assertQuotesAreComplete(exchange);

        play(exchange, HOUR / 60, DemoMarket.SPEED_DEFAULT);

        assertQuotesAreComplete(exchange);
    }

    @Test
    void aDemoThatStopsLeavesNothingInTheBooks() {
        SimulatedExchange exchange = new SimulatedExchange();
        play(exchange, HOUR / 60, DemoMarket.SPEED_DEFAULT);

        DemoMarket.clear(SimulatedExchange.orderEntryOf(exchange));

        assertEquals(0, openOrders(exchange));
    }

    @Test
    @Timeout(900)
    void theRealThreadQuotesAndStops() {
        SimulatedExchange exchange = new SimulatedExchange();
        AtomicInteger commands = new AtomicInteger();
        DemoMarket demo = demo(exchange, commands, Lease.ALONE);

        demo.start();
        Await.until(() -> commands.get() > 10);
        demo.close();

        assertEquals(0, openOrders(exchange));
    }

    /** Method: two processes with a demo over one exchange; the right to play goes from one to the other. */
    @Test
    @Timeout(900)
    void theDemoMovesOnWithItsLease() {
        SimulatedExchange exchange = new SimulatedExchange();
        AtomicBoolean isFirst = new AtomicBoolean(true);
        AtomicInteger byFirst = new AtomicInteger();
        AtomicInteger bySecond = new AtomicInteger();
        DemoMarket first = demo(exchange, byFirst, isFirst::get);
        try (DemoMarket second = demo(exchange, bySecond, () -> !isFirst.get())) {
            first.start();
            second.start();
            Await.until(() -> byFirst.get() > 10);
            assertEquals(0, bySecond.get());

            isFirst.set(false);
            Await.until(() -> bySecond.get() > 10);
            first.close();
            int ended = byFirst.get();
            int before = bySecond.get();
            Await.until(() -> bySecond.get() > before);
            assertEquals(ended, byFirst.get(), "the quotes are another's by now");
        }
        assertEquals(0, openOrders(exchange));
    }

    private static DemoMarket demo(SimulatedExchange exchange, AtomicInteger commands, Lease lease) {
        ExchangeClient counting = new ExchangeClient() {
            @Override
            public CompletableFuture<Outcome> submit(Command command) {
                commands.incrementAndGet();
                ONE_AT_A_TIME.lock();
                try {
                    return exchange.submit(command);
                } finally {
                    ONE_AT_A_TIME.unlock();
                }
            }

            @Override
            public void close() {}
        };
        return new DemoMarket(
                SimulatedExchange.orderEntryOf(counting), DemoMarket.SPEED_DEFAULT, Optional.empty(), lease, WORKERS);
    }

    /** Failure 16: no answer means "unknown", not "failed". Half of the unanswered commands here were done. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 40})
    void anOutageLeavesNoOrderBehindAndTheMarketGoesOn(int unanswered) {
        SimulatedExchange exchange = new SimulatedExchange();
        int[] steps = new int[1];
        exchange.beforeWaiting(now -> {
            if (++steps[0] % 50 == 0) {
                now.fail(unanswered);
            }
        });

        play(exchange, HOUR / 4, 50);
        exchange.beforeWaiting(_ -> {});
        exchange.fail(0);
        play(exchange, HOUR / 60, 50);

        assertQuotesAreComplete(exchange);
        assertDemoAccountsAreInFunds(exchange);
    }

    /** A customer who buys every offer, and one who bids far too much, harm only themselves. */
    @Test
    void customersAreServedAndCannotDryTheMarket() {
        SimulatedExchange exchange = new SimulatedExchange();
        AccountId whale = new AccountId(1, 1_000);
        exchange.fund(new Funding(whale, 0, 0, 100_000_000));
        int[] steps = new int[1];
        exchange.beforeWaiting(now -> {
            if (++steps[0] % 20 == 0) {
                now.apply(buy(whale, steps[0], now.best(1, Side.SELL).orElseThrow()));
            }
        });

        play(exchange, HOUR, DemoMarket.SPEED_DEFAULT);

        assertTrue(exchange.best(1, Side.SELL).isPresent());
        assertTrue(exchange.best(1, Side.BUY).isPresent());
    }

    private static PlaceOrder buy(AccountId account, int number, long price) {
        return new PlaceOrder(new OrderRequest(
                account,
                ClientOrderId.of("whale-" + number),
                new InstrumentId(1),
                Side.BUY,
                new Quantity(200_000_000),
                new OrderTerms.Limit(new Price(price * 101 / 100), TimeInForce.IOC, false)));
    }

    private static void play(SimulatedExchange exchange, long millis, int speed) {
        exchange.runFor(millis);
        OrderEntryService orderEntry = SimulatedExchange.orderEntryOf(exchange);
        new DemoMarket(orderEntry, speed, Optional.of(LAYERER), Lease.ALONE, WORKERS)
                .play(new DemoThrottle(orderEntry, exchange), exchange, RECORDING);
    }

    /** At most one order a place; the last takers may just have filled a few. */
    private static void assertQuotesAreComplete(SimulatedExchange exchange) {
        int open = openOrders(exchange);
        assertTrue(open <= 4 * DemoMaker.LEVELS, () -> open + " orders: some are left behind");
        assertTrue(open >= 3 * DemoMaker.LEVELS, () -> "only " + open + " orders");
    }

    private static int openOrders(SimulatedExchange exchange) {
        int[] count = new int[1];
        exchange.exchange().writeState(state -> {
            if (state instanceof RestingOrderState) {
                count[0]++;
            }
        });
        return count[0];
    }
}
