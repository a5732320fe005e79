package com.flowex.strategies.app;

import com.flowex.backtest.Backtest;
import com.flowex.backtest.data.DataException;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.Latency;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.backtest.setup.RunLimits;
import com.flowex.backtest.setup.RunObserver;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.strategies.app.CandleHistory.StoredCandle;
import com.flowex.strategies.store.StoredBacktest;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.parameter.Parameters;
import java.util.ArrayList;
import java.util.List;

/** Runs of stored back-tests over the exchange's own candles. */
public final class BacktestRuns {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Observer of a run. */
    public interface Observer {

        /** Receives the share of the candles that is processed, 0 to 1. */
        void progress(double share);

        boolean isCanceled();
    }

    private final InstrumentDirectory directory;
    private final StrategySources sources;
    private final CandleHistory candles;

    public BacktestRuns(InstrumentDirectory directory, StrategySources sources, CandleHistory candles) {
        this.directory = directory;
        this.sources = sources;
        this.candles = candles;
    }

    /**
     * Runs a back-test.
     *
     * @throws DataException if a market has no candles in the range
     * @throws com.flowex.platform.errors.Refusal if the strategy is no longer there
     */
    BacktestResult run(int tenant, StoredBacktest stored, BacktestSpec spec, Observer observer) {
        try (SourceSandbox.Opened opened = sources.open(tenant, stored.owner(), spec.choice(), spec.symbols())) {
            return run(tenant, stored, spec, opened.provider(), observer);
        }
    }

    private BacktestResult run(
            int tenant, StoredBacktest stored, BacktestSpec spec, StrategyProvider provider, Observer observer) {
        Parameters parameters = Parameters.parse(provider.parameters(), spec.parameters());
        List<MarketSetup> markets = new ArrayList<>();
        BarInterval interval = BarInterval.parse(spec.interval());
        for (String symbol : spec.symbols()) {
            markets.add(market(directory.named(tenant, symbol), interval, spec));
        }
        BacktestRequest request = new BacktestRequest(
                "b" + stored.id(),
                BacktestRequest.strategyOf(provider, parameters),
                markets,
                spec.balances(),
                markets.getFirst().quote(),
                model(spec.model()),
                new Latency(
                        spec.latency().millis() * NANOS_PER_MILLI,
                        spec.latency().jitterMillis() * NANOS_PER_MILLI),
                spec.seed(),
                RunLimits.DEFAULT);
        long rows = markets.stream()
                .mapToLong(each -> each.data().manifest().rows())
                .sum();
        return Backtest.run(request, new RunObserver() {
            @Override
            public void progress(long timeNanos, long processed) {
                observer.progress((double) processed / Math.max(1, rows));
            }

            @Override
            public boolean isCanceled() {
                return observer.isCanceled();
            }
        });
    }

    private MarketSetup market(ListedMarket market, BarInterval interval, BacktestSpec spec) {
        String symbol = market.instrument().symbol();
        List<StoredCandle> stored = candles.read(
                market, interval, spec.start().getEpochSecond(), spec.end().getEpochSecond(), BacktestSpec.CANDLES_MAX);
        if (stored.isEmpty()) {
            throw new DataException(symbol + " did not trade from " + spec.from() + " to " + spec.to());
        }
        BacktestSpec.Fees fees = spec.fees();
        return new MarketSetup(
                symbol,
                market.quantityScale(),
                market.quoteScale(),
                market.instrument().rules(),
                fees == null
                        ? market.instrument().fees()
                        : FeeSchedule.flat(new FeeRates(fees.makerMillionths(), fees.takerMillionths())),
                new RecordedCandles(market, interval, stored),
                false);
    }

    private static FillModel model(BacktestSpec.Model model) {
        return model.name().equals(BacktestSpec.Model.NEXT_OPEN)
                ? new FillModel.NextOpen()
                : new FillModel.SyntheticBook(
                        model.spreadMillionths(), model.depthMillionths(), model.levels(), model.stepMillionths());
    }
}
