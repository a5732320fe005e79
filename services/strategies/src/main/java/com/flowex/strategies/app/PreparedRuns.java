package com.flowex.strategies.app;

import com.flowex.backtest.Backtest;
import com.flowex.backtest.EvaluatedResult;
import com.flowex.backtest.data.CandleSource;
import com.flowex.backtest.data.CandleWindow;
import com.flowex.backtest.data.MarketDataSource;
import com.flowex.backtest.data.OrderFlowSeries;
import com.flowex.backtest.data.OrderFlowSource;
import com.flowex.backtest.data.TradeSeries;
import com.flowex.backtest.data.TradeSource;
import com.flowex.backtest.search.TimeRange;
import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.Latency;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.backtest.setup.RunLimits;
import com.flowex.backtest.setup.RunObserver;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Strategy and data of a stored back-test, for one run or for many at one time. */
final class PreparedRuns implements AutoCloseable {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Highest number of attempts of a run whose process gives no answer. */
    private static final int STALLS_MAX = 3;

    private final long number;
    private final BacktestSpec spec;
    private final SourceSandbox.Opened strategy;
    private final List<MarketSetup> markets;

    PreparedRuns(long number, BacktestSpec spec, SourceSandbox.Opened strategy, List<MarketSetup> markets) {
        this.number = number;
        this.spec = spec;
        this.strategy = strategy;
        this.markets = markets;
    }

    List<ParameterSpec> declared() {
        return strategy.provider().parameters();
    }

    /** Returns the number of candles or other rows of all markets. */
    long rows() {
        return markets.stream().mapToLong(each -> each.data().manifest().rows()).sum();
    }

    /** Returns the time from the first row to the end of the last. */
    TimeRange range() {
        long from = Long.MAX_VALUE;
        long to = 0;
        for (MarketSetup market : markets) {
            from = Math.min(from, market.data().manifest().fromNanos());
            to = Math.max(to, market.data().manifest().toNanos());
        }
        return new TimeRange(from, to);
    }

    /**
     * Runs the strategy. A run whose process gives no answer while it uses no processor time is made again: that is a
     * fault of the machine, not of the strategy or of its parameters.
     *
     * @param texts values of all parameters
     * @param part part of the time; null for all
     * @param cuts repetitions that look for look-ahead
     * @throws com.flowex.strategy.parameter.ParameterException if the values contradict each other
     * @throws IllegalStateException if no attempt gets an answer; a later attempt of the back-test may
     */
    EvaluatedResult run(Map<String, String> texts, @Nullable TimeRange part, int cuts, RunObserver observer) {
        StrategyProvider provider = strategy.provider();
        Parameters parameters = Parameters.parse(provider.parameters(), texts);
        BacktestRequest request = new BacktestRequest(
                "b" + number,
                BacktestRequest.strategyOf(provider, parameters),
                part == null
                        ? markets
                        : markets.stream().map(each -> within(each, part)).toList(),
                spec.balances(),
                markets.getFirst().quote(),
                model(spec.model()),
                new Latency(
                        spec.latency().millis() * NANOS_PER_MILLI,
                        spec.latency().jitterMillis() * NANOS_PER_MILLI),
                spec.seed(),
                RunLimits.DEFAULT);
        for (int attempt = 1; attempt <= STALLS_MAX; attempt++) {
            EvaluatedResult run = Backtest.evaluate(request, cuts, observer);
            if (!run.result().hasStalled()) {
                return run;
            }
        }
        throw new IllegalStateException(
                "back-test " + number + " got no answer of its strategy's process " + STALLS_MAX + " times in a row");
    }

    private static MarketSetup within(MarketSetup market, TimeRange part) {
        return market.withData(within(market.data(), part.fromNanos(), part.toNanos()));
    }

    /** Returns the part of data that lies within a range of time. */
    static MarketDataSource within(MarketDataSource data, long fromNanos, long toNanos) {
        return switch (data) {
            case CandleSource candles -> new CandleWindow(candles, fromNanos, toNanos);
            case TradeSeries trades -> trades.within(fromNanos, toNanos);
            case OrderFlowSeries flow -> flow.within(fromNanos, toNanos);
            case TradeSource _, OrderFlowSource _ -> throw new IllegalStateException("data sets are in memory");
        };
    }

    private static FillModel model(BacktestSpec.Model model) {
        return switch (model.name()) {
            case BacktestSpec.Model.NEXT_OPEN -> new FillModel.NextOpen();
            case BacktestSpec.Model.ORDER_BY_ORDER -> new FillModel.OrderByOrder();
            case BacktestSpec.Model.CANDLES ->
                new FillModel.SyntheticBook(
                        model.spreadMillionths(), model.depthMillionths(), model.levels(), model.stepMillionths());
            default -> throw new IllegalStateException("a back-test has a known model, was " + model.name());
        };
    }

    @Override
    public void close() {
        strategy.close();
    }
}
