package com.flowex.backtest.lobster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.backtest.Backtest;
import com.flowex.backtest.SharedData;
import com.flowex.backtest.data.DataException;
import com.flowex.backtest.data.OrderFlowSeries;
import com.flowex.backtest.data.OrderFlowSource;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.RunEnd;
import com.flowex.backtest.result.RunFill;
import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.Latency;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.backtest.setup.RunLimits;
import com.flowex.backtest.setup.RunObserver;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Scale;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.BookTop;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.data.MarketTrade;
import com.flowex.strategy.order.OrderIntent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded flow: the strategy's orders queue in the same book. */
class OrderByOrderTest {

    private static final String SAMPLE = "lobster-aapl-l10-head/AAPL_2012-06-21_34200000_57600000_";

    @TempDir
    Path folder;

    /** Action at each change of the top of the book, numbered from 0. */
    private interface AtTop {
        void at(TradingContext context, BookTop top, int number);
    }

    private static Strategy strategy(AtTop action, List<MarketTrade> trades) {
        return new Strategy() {
            private int tops;

            @Override
            public List<DataRequest> subscriptions(List<String> markets) {
                return List.of(new DataRequest.Top("AAPL-USD"), new DataRequest.Trades("AAPL-USD"));
            }

            @Override
            public void onTop(TradingContext context, BookTop top) {
                action.at(context, top, tops++);
            }

            @Override
            public void onTrade(TradingContext context, MarketTrade trade) {
                trades.add(trade);
            }
        };
    }

    private static BacktestResult run(OrderFlowSource file, AtTop action, List<MarketTrade> trades) {
        MarketSetup market = new MarketSetup(
                "AAPL-USD",
                new Scale(0),
                LobsterFile.PRICE_SCALE,
                new InstrumentRules(
                        LobsterFile.PRICE_SCALE, 1, LobsterMessage.PRICE_MAX, 1, 1, LobsterMessage.SIZE_MAX, 0),
                FeeSchedule.flat(new FeeRates(0, 0)),
                file,
                false);
        return Backtest.run(
                new BacktestRequest(
                        "flow",
                        () -> strategy(action, trades),
                        List.of(market),
                        Map.of("USD", "1000000", "AAPL", "1000"),
                        "USD",
                        new FillModel.OrderByOrder(),
                        Latency.NONE,
                        1,
                        RunLimits.DEFAULT),
                RunObserver.NONE);
    }

    private LobsterFile file(String... rows) throws IOException {
        Path messages = folder.resolve("AAPL_2012-06-21_message.csv");
        Files.writeString(messages, String.join("\n", rows) + "\n");
        return new LobsterFile(messages, null);
    }

    @Test
    void anOwnOrderTradesWhenItsTurnInTheQueueComes() throws IOException {
        List<MarketTrade> trades = new ArrayList<>();
        // The own buy of 10 joins behind order 1 and before order 2.
        BacktestResult result = run(
                file(
                        "34200.1,1,1,100,1000000,1",
                        "34200.2,1,9,50,1010000,-1",
                        "34200.3,1,2,40,1000000,1",
                        "34200.4,4,1,60,1000000,1",
                        "34200.5,4,1,40,1000000,1",
                        "34200.6,4,2,25,1000000,1",
                        "34200.7,3,2,15,1000000,1"),
                (context, top, number) -> {
                    if (number == 1) {
                        context.place(OrderIntent.limit("AAPL-USD", Side.BUY, 10, 100));
                        context.place(OrderIntent.limit("AAPL-USD", Side.BUY, 5, 99));
                    }
                },
                trades);

        assertEquals(1, result.fills().size(), () -> result.orders().toString());
        RunFill fill = result.fills().getFirst();
        assertEquals(100_0000, fill.priceUnits());
        assertEquals(10, fill.quantityUnits());
        assertTrue(fill.isMaker());
        // The own order stands before order 2, so it takes the first 10 of the execution at 0.6.
        assertEquals(600_000_000L, fill.timeNanos() % 1_000_000_000L);
        assertEquals(100, result.orders().get(0).fillability().queueAheadUnits());
        assertEquals(0, result.orders().get(1).fillability().queueAheadUnits());
        assertTrue(
                result.orders().get(1).fillability().explanation().contains("0.0 traded at that price"),
                result.orders().get(1).fillability().explanation());
        assertEquals(
                List.of(60.0, 40.0, 25.0),
                trades.stream().map(MarketTrade::quantity).toList());
    }

    @Test
    void anIncomingOrderThatCrossesAnOwnOneTradesWithIt() throws IOException {
        BacktestResult result = run(
                file(
                        "34200.1,1,1,100,1000000,1",
                        "34200.2,1,9,50,1010000,-1",
                        "34200.3,1,3,30,1004000,-1",
                        "34200.4,3,3,30,1004000,-1",
                        "34200.5,1,4,1,1000000,1"),
                (context, top, number) -> {
                    if (number == 1) {
                        context.place(OrderIntent.limit("AAPL-USD", Side.BUY, 20, 100.5));
                    }
                },
                new ArrayList<>());

        RunFill fill = result.fills().getFirst();
        assertEquals(20, fill.quantityUnits());
        assertEquals(100_5000, fill.priceUnits());
        assertEquals(0, result.leftOut().refusedFlow());
    }

    @Test
    void ownTakersConsumeRecordedOrders() throws IOException {
        BacktestResult result = run(
                file(
                        "34200.1,1,1,100,1000000,1",
                        "34200.2,1,9,50,1010000,-1",
                        "34200.3,1,8,50,1020000,-1",
                        "34200.4,4,9,50,1010000,-1",
                        "34200.5,1,4,1,1000000,1"),
                (context, top, number) -> {
                    if (number == 2) {
                        return;
                    }
                    if (number == 1) {
                        context.place(OrderIntent.market("AAPL-USD", Side.BUY, 70));
                    }
                },
                new ArrayList<>());

        assertEquals(
                List.of("50 at 1010000"),
                result.fills().stream()
                        .map(fill -> fill.quantityUnits() + " at " + fill.priceUnits())
                        .toList());
        assertEquals("no_liquidity", result.orders().getFirst().reason());
    }

    @Test
    void aBrokenRowIsRefusedByNumber() throws IOException {
        Path messages = folder.resolve("bad.csv");
        Files.writeString(messages, "34200.1,1,1,100,1000000,1\n34200.0,1,2,100,1000000,1\n");

        DataException refused = Assertions.assertThrows(DataException.class, () -> new LobsterFile(messages, null));

        assertTrue(refused.getMessage().contains("row 2 is earlier"), refused.getMessage());
    }

    private static List<String> messages(OrderFlowSource flow) {
        List<String> all = new ArrayList<>();
        OrderFlowSource.OrderFlowCursor at = flow.open();
        while (at.advance()) {
            all.add(at.timeNanos() % 1_000_000_000L / 100_000_000L + " " + at.kind() + " " + at.order() + " "
                    + at.side() + " " + at.quantityUnits() + " at " + at.priceUnits());
        }
        return all;
    }

    @Test
    void aPartOfAFlowBeginsWithTheOrdersThatRestThenInTheirQueue() throws IOException {
        OrderFlowSeries whole = OrderFlowSeries.of(
                file(
                        "34200.1,1,1,100,1000000,1",
                        "34200.1,1,2,40,1000000,1",
                        "34200.2,1,9,50,1010000,-1",
                        "34200.2,1,7,5,1020000,-1",
                        "34200.3,4,1,60,1000000,1",
                        "34200.3,2,2,10,1000000,1",
                        "34200.4,3,7,5,1020000,-1",
                        "34200.4,7,0,0,-1,-1",
                        "34200.5,5,0,3,1005000,1",
                        "34200.6,4,1,40,1000000,1",
                        "34200.7,4,2,30,1000000,1"),
                "digest");
        long at = whole.manifest().fromNanos() + 400_000_000L;
        assertEquals(
                List.of(
                        "5 SUBMISSION 1 BUY 40 at 1000000",
                        "5 SUBMISSION 2 BUY 30 at 1000000",
                        "5 SUBMISSION 9 SELL 50 at 1010000",
                        "5 HALT 0 BUY 0 at 0",
                        "5 HIDDEN_EXECUTION 0 BUY 3 at 1005000",
                        "6 EXECUTION 1 BUY 40 at 1000000"),
                messages(whole.within(at, at + 200_000_000L)));
        assertEquals(6, whole.within(at, at + 200_000_000L).manifest().rows());
        assertEquals(messages(whole), messages(whole.within(0, Long.MAX_VALUE)));
        assertEquals(
                0, whole.within(at + 900_000_000L, Long.MAX_VALUE).manifest().rows());
    }

    @Test
    void aFlowInMemoryRunsAsItsFile() throws IOException {
        byte[] bytes = Files.readAllBytes(SharedData.file(SAMPLE + "message_10.csv"));
        assertTrue(LobsterFile.isOne(bytes));
        LobsterFile named = new LobsterFile("day", LocalDate.of(2012, 6, 21), bytes);
        AtTop buys = (context, top, number) -> {
            if (number % 100 == 0 && top.bid() > 0) {
                context.place(OrderIntent.limit("AAPL-USD", Side.BUY, 10, top.bid()));
            }
        };
        BacktestResult file =
                run(new LobsterFile(SharedData.file(SAMPLE + "message_10.csv"), null), buys, new ArrayList<>());
        BacktestResult memory = run(OrderFlowSeries.of(named, "digest"), buys, new ArrayList<>());
        assertEquals(file.digest(), memory.digest());
        assertTrue(memory.fills().size() > 0, () -> memory.orders().toString());
        for (String other : List.of("1700000000,1,1,1,1,1\n", "28457,4.00,12.0,48.0,1499865549590,true,true\n", "")) {
            assertTrue(!LobsterFile.isOne(other.getBytes(StandardCharsets.UTF_8)), other);
        }
    }

    @Test
    void aRecordedDayRunsTwiceToTheSameDigest() {
        LobsterFile file = new LobsterFile(
                SharedData.file(SAMPLE + "message_10.csv"), SharedData.file(SAMPLE + "orderbook_10.csv"));
        AtTop quoting = (context, top, number) -> {
            if (number % 50 == 0 && top.bid() > 0 && top.ask() > 0) {
                context.cancelAll("AAPL-USD");
                context.place(OrderIntent.limit("AAPL-USD", Side.BUY, 10, top.bid()));
                context.place(OrderIntent.limit("AAPL-USD", Side.SELL, 10, top.ask()));
            }
        };

        BacktestResult first = run(file, quoting, new ArrayList<>());
        BacktestResult second = run(file, quoting, new ArrayList<>());

        assertEquals(RunEnd.COMPLETED, first.end(), first.endMessage());
        assertEquals(first.digest(), second.digest());
        assertTrue(first.fills().size() > 3, () -> first.fills().toString());
        assertTrue(first.fills().stream().allMatch(RunFill::isMaker));
        assertEquals(0, first.leftOut().refusedFlow());
    }
}
