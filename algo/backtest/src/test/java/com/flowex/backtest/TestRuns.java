package com.flowex.backtest;

import com.flowex.backtest.data.CandleSeries;
import com.flowex.backtest.data.DataFiles;
import com.flowex.backtest.data.MarketDataSource;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.Latency;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.backtest.setup.RunLimits;
import com.flowex.backtest.setup.RunObserver;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.value.Scale;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Small runs for tests: one market of two places in price, eight in base and quote, minute candles. */
final class TestRuns {

    static final long MINUTE = 60_000_000_000L;
    static final long START = 1_700_000_040_000_000_000L;
    static final BarInterval INTERVAL = new BarInterval(MINUTE);

    /** Prices to the cent, lots of 0.0001, at most 1,000 a piece. */
    static final InstrumentRules RULES =
            new InstrumentRules(new Scale(2), 1, 1_000_000_00, 10_000, 10_000, 1_000_00_000_000L, 0);

    private TestRuns() {}

    /** Parses lines of open, high, low, close and volume as minute candles. */
    static CandleSeries candles(String... rows) {
        StringBuilder csv = new StringBuilder("time,open,high,low,close,volume\n");
        for (int i = 0; i < rows.length; i++) {
            csv.append((START + i * MINUTE) / 1_000_000_000)
                    .append(',')
                    .append(rows[i])
                    .append('\n');
        }
        return (CandleSeries) DataFiles.parse("candles.csv", csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    static MarketSetup market(String symbol, MarketDataSource data, int makerMillionths, int takerMillionths) {
        return new MarketSetup(
                symbol,
                new Scale(8),
                new Scale(8),
                RULES,
                FeeSchedule.flat(new FeeRates(makerMillionths, takerMillionths)),
                data,
                false);
    }

    static BacktestRequest request(Supplier<Strategy> strategy, FillModel model, MarketSetup... markets) {
        return new BacktestRequest(
                "test",
                strategy,
                List.of(markets),
                Map.of("USDT", "10000"),
                "USDT",
                model,
                Latency.NONE,
                7,
                RunLimits.DEFAULT);
    }

    static BacktestResult run(Strategy strategy, FillModel model, MarketSetup... markets) {
        return Backtest.run(request(() -> strategy, model, markets), RunObserver.NONE);
    }

    /** Strategy that acts at the closes of numbered bars and keeps what it saw. */
    static class Scripted implements Strategy {

        /** Action at the close of a bar. */
        interface Action {
            void at(TradingContext context, Bar bar, int number);
        }

        final List<String> seen = new ArrayList<>();
        private final Action action;
        private final BarInterval interval;
        private int bars;

        Scripted(Action action) {
            this(INTERVAL, action);
        }

        Scripted(BarInterval interval, Action action) {
            this.interval = interval;
            this.action = action;
        }

        @Override
        public List<DataRequest> subscriptions(List<String> markets) {
            return markets.stream()
                    .map(symbol -> (DataRequest) new DataRequest.Bars(symbol, interval))
                    .toList();
        }

        @Override
        public void onBar(TradingContext context, Bar bar) {
            action.at(context, bar, bars++);
        }

        @Override
        public void onOrder(TradingContext context, OrderUpdate update) {
            seen.add(update.status() + (update.reason().isEmpty() ? "" : " " + update.reason()));
        }

        @Override
        public void onFill(TradingContext context, OwnFill fill) {
            seen.add(fill.side() + " " + fill.quantity() + " at " + fill.price());
        }
    }
}
