package com.flowex.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.backtest.run.RunLoop;
import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.Latency;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.backtest.setup.RunLimits;
import com.flowex.backtest.setup.RunObserver;
import com.flowex.domain.order.Side;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.strategies.app.run.market.PublishedFlow;
import com.flowex.strategies.app.run.market.QuoteRow;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.BookTop;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.data.MarketTrade;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OwnFill;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Goal: an own order in a published book trades when, and no sooner than, the orders before it have. */
class PublishedFlowTest {

    private static final ListedMarket MARKET = TestMarket.LISTED.named(1, "BTC-USDT");
    private static final List<Double> ASKS = List.of(101.0, 5.0);

    private final PublishedFlow flow = new PublishedFlow(MARKET);
    private final List<String> seen = new ArrayList<>();
    private long now = 1_800_000_000_000_000_000L;

    /** Bids a whole coin at the first bid that it sees, and notes what happens. */
    private final class Bidder implements Strategy {

        private boolean hasBid;

        @Override
        public List<DataRequest> subscriptions(List<String> markets) {
            return List.of(new DataRequest.Top("BTC-USDT"), new DataRequest.Trades("BTC-USDT"));
        }

        @Override
        public void onTop(TradingContext context, BookTop top) {
            if (!hasBid) {
                hasBid = true;
                context.place(OrderIntent.limit("BTC-USDT", Side.BUY, 1, top.bid()));
            }
        }

        @Override
        public void onTrade(TradingContext context, MarketTrade trade) {
            seen.add("trade " + trade.quantity() + " at " + trade.price());
        }

        @Override
        public void onFill(TradingContext context, OwnFill fill) {
            seen.add("fill " + fill.quantity() + " at " + fill.price());
        }
    }

    private RunLoop loop() {
        MarketSetup setup = new MarketSetup(
                "BTC-USDT",
                MARKET.quantityScale(),
                MARKET.quoteScale(),
                MARKET.instrument().rules(),
                MARKET.instrument().fees(),
                flow,
                false);
        return new RunLoop(
                new BacktestRequest(
                        "t",
                        Bidder::new,
                        List.of(setup),
                        Map.of("USDT", "10000"),
                        "USDT",
                        new FillModel.OrderByOrder(),
                        new Latency(0, 0),
                        1,
                        new RunLimits(100, 100, 100, 1)),
                RunObserver.NONE);
    }

    /** Shows the market a second later: trades of sellers at 100, and what bids at 100 then. */
    private void shows(RunLoop loop, double bids, double... sold) {
        now += 1_000_000_000L;
        List<QuoteRow.TradeRow> trades = new ArrayList<>();
        for (double quantity : sold) {
            trades.add(new QuoteRow.TradeRow(now, 100, quantity, false));
        }
        flow.take(new QuoteRow("BTC-USDT", now, bids == 0 ? List.of() : List.of(100.0, bids), ASKS, trades, 0), now);
        flow.complete(now);
        assertTrue(loop.proceed(), loop.endMessage());
    }

    @Test
    void anOwnOrderWaitsForTheOrdersBeforeItAndNotForThoseBehind() {
        try (RunLoop loop = loop()) {
            shows(loop, 5);
            shows(loop, 2, 3);
            assertEquals(List.of("trade 3.0 at 100.0"), seen);
            // One leaves without a trade: from the end, where no own order gains by it but those behind.
            shows(loop, 1);
            // Three more come behind the own order.
            shows(loop, 4);
            seen.clear();
            shows(loop, 2.5, 1.5);
            assertEquals(List.of("fill 0.5 at 100.0", "trade 1.5 at 100.0"), seen);
            // A quantity that comes and trades between two books was behind the own order, too.
            seen.clear();
            shows(loop, 2.5, 0.2, 7);
            assertEquals(
                    List.of("fill 0.2 at 100.0", "trade 0.2 at 100.0", "fill 0.3 at 100.0", "trade 7.0 at 100.0"),
                    seen.stream().map(PublishedFlowTest::rounded).toList());
        }
    }

    private static String rounded(String line) {
        return line.replace("0.30000000000000004", "0.3");
    }
}
