package com.flowex.backtest;

import static com.flowex.backtest.TestRuns.INTERVAL;
import static com.flowex.backtest.TestRuns.candles;
import static com.flowex.backtest.TestRuns.market;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.backtest.data.CandleSeries;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.RunWarning;
import com.flowex.backtest.result.RunWarning.Kind;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.backtest.setup.RunObserver;
import com.flowex.domain.order.Side;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderType;
import com.flowex.strategy.order.OwnFill;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The future stays unknown, a strategy that knows it is found, and one that does not raises no alarm. */
class FutureTest {

    private static final FillModel MODEL = FillModel.SyntheticBook.DEFAULT;

    private static MarketSetup waves() {
        String[] rows = new String[400];
        for (int i = 0; i < rows.length; i++) {
            double open = 100 + 10 * Math.sin(i / 7.0);
            double close = 100 + 10 * Math.sin((i + 1) / 7.0);
            rows[i] = cents(open) + "," + cents(Math.max(open, close) + 0.3) + "," + cents(Math.min(open, close) - 0.3)
                    + "," + cents(close) + ",500";
        }
        return market("BTC-USDT", candles(rows), 0, 0);
    }

    private static String cents(double price) {
        return Double.toString(Math.rint(price * 100) / 100);
    }

    /** It orders only if anything that it is given lies behind the time of its callback. */
    private static final class SeesTheFuture implements Strategy {

        @Override
        public List<DataRequest> subscriptions(List<String> markets) {
            return List.of(
                    new DataRequest.Bars(markets.getFirst(), INTERVAL),
                    new DataRequest.Bars(markets.getFirst(), BarInterval.parse("7m")));
        }

        @Override
        public void onBar(TradingContext context, Bar bar) {
            if (bar.closeNanos() > context.timeNanos()) {
                context.place(OrderIntent.market(bar.symbol(), Side.BUY, 1));
            }
        }
    }

    @Test
    void aStrategyThatOrdersOnlyIfItSeesTheFutureNeverDoes() {
        assertTrue(TestRuns.run(new SeesTheFuture(), MODEL, waves()).orders().isEmpty());
        assertTrue(TestRuns.run(new SeesTheFuture(), new FillModel.NextOpen(), waves())
                .orders()
                .isEmpty());
    }

    @Test
    void aStrategyThatKnowsAnEarlierRunIsFound() {
        List<Double> known = new ArrayList<>();
        Supplier<Strategy> cheat = () -> {
            List<Double> before = List.copyOf(known);
            return new TestRuns.Scripted((context, bar, number) -> {
                if (before.isEmpty()) {
                    known.add(bar.close());
                }
                if (number + 5 < before.size() && before.get(number + 5) > bar.close()) {
                    context.place(OrderIntent.market(bar.symbol(), Side.BUY, 0.5));
                }
            });
        };

        Optional<RunWarning> found = lookAhead(cheat);

        assertTrue(found.orElseThrow().message().contains("differs in its existence"), found.toString());
    }

    @Test
    void waitingEntriesProtectiveExitsAndForcedClosesRaiseNoAlarm() {
        Supplier<Strategy> honest = () ->
                new TestRuns.Scripted((context, bar, number) -> {
                    if (number % 40 == 0) {
                        context.place(
                                new OrderIntent(bar.symbol(), Side.BUY, 1, new OrderType.StopLoss(bar.close() + 1, 0)));
                    } else if (number % 40 == 39) {
                        context.cancelAll(bar.symbol());
                        double held = context.balance("BTC").total();
                        if (held > 0) {
                            context.place(OrderIntent.market(bar.symbol(), Side.SELL, held));
                        }
                    }
                }) {
                    @Override
                    public void onFill(TradingContext context, OwnFill fill) {
                        if (fill.side() == Side.BUY) {
                            context.place(new OrderIntent(
                                    fill.symbol(),
                                    Side.SELL,
                                    fill.quantity(),
                                    new OrderType.OneCancelsOther(fill.price() + 4, fill.price() - 3, 0)));
                        }
                    }
                };

        assertEquals(Optional.empty(), lookAhead(honest));
    }

    private static Optional<RunWarning> lookAhead(Supplier<Strategy> strategy) {
        BacktestResult result = Backtest.runChecked(TestRuns.request(strategy, MODEL, waves()), 8, RunObserver.NONE);
        return result.warnings().stream()
                .filter(warning -> warning.kind() == Kind.LOOK_AHEAD)
                .findFirst();
    }

    @Test
    void implausibleResultsAreDoubted() {
        BacktestResult result = TestRuns.run(
                new TestRuns.Scripted((context, bar, number) -> {
                    if (number % 2 == 0) {
                        context.place(OrderIntent.market(bar.symbol(), Side.BUY, 1));
                    } else {
                        context.place(OrderIntent.market(bar.symbol(), Side.SELL, 1));
                    }
                }),
                new FillModel.NextOpen(),
                market("BTC-USDT", rising(), 0, 0));

        List<Kind> kinds = result.warnings().stream().map(RunWarning::kind).toList();
        assertTrue(
                kinds.containsAll(
                        List.of(Kind.IMPLAUSIBLE_SHARPE, Kind.IMPLAUSIBLE_WIN_RATE, Kind.IMPLAUSIBLE_DRAWDOWN)),
                kinds::toString);
        assertTrue(!kinds.contains(Kind.TOO_FEW_TRADES), kinds::toString);
    }

    private static CandleSeries rising() {
        String[] rows = new String[100];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (100 + i) + "," + (101 + i) + "," + (100 + i) + "," + (101 + i) + ",5";
        }
        return candles(rows);
    }
}
