package com.flowex.strategies.app;

import com.flowex.backtest.data.DataException;
import com.flowex.backtest.data.MarketDataSource;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.strategies.app.CandleHistory.StoredCandle;
import com.flowex.strategies.app.dataset.DatasetLibrary;
import com.flowex.strategies.store.StoredBacktest;
import com.flowex.strategy.data.BarInterval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Opens stored back-tests over the exchange's own candles, or over data sets of their owners. */
public final class BacktestRuns {

    private static final long NANOS = 1_000_000_000L;

    private final InstrumentDirectory directory;
    private final StrategySources sources;
    private final CandleHistory candles;
    private final DatasetLibrary datasets;

    public BacktestRuns(
            InstrumentDirectory directory, StrategySources sources, CandleHistory candles, DatasetLibrary datasets) {
        this.directory = directory;
        this.sources = sources;
        this.candles = candles;
        this.datasets = datasets;
    }

    /** Deletes uploads of a tenant that were given up. */
    void forgetUploads(int tenant) {
        datasets.forgetUploads(tenant);
    }

    /**
     * Reads the data and opens the strategy of a back-test; the caller closes them.
     *
     * @throws DataException if a market has no data in the range
     * @throws com.flowex.platform.errors.Refusal if the strategy or a data set is no longer there
     */
    PreparedRuns open(int tenant, StoredBacktest stored, BacktestSpec spec) {
        List<MarketSetup> markets = new ArrayList<>();
        BarInterval interval = BarInterval.parse(spec.interval());
        List<String> own = spec.datasets();
        for (int i = 0; i < spec.symbols().size(); i++) {
            String symbol = spec.symbols().get(i);
            markets.add(
                    own == null
                            ? market(directory.named(tenant, symbol), interval, spec)
                            : market(symbol, datasets.data(tenant, stored.owner(), Long.parseLong(own.get(i))), spec));
        }
        return new PreparedRuns(
                stored.id(), spec, sources.open(tenant, stored.owner(), spec.choice(), spec.symbols()), markets);
    }

    /** Returns a market whose rules follow from its data; it begins and ends with the range that was asked for. */
    private static MarketSetup market(String symbol, MarketDataSource all, BacktestSpec spec) {
        BacktestSpec.Fees fees = spec.fees();
        if (fees == null) {
            throw new IllegalStateException("a request over data sets is stored with its fees");
        }
        MarketSetup market =
                MarketSetup.fitting(symbol, all, new FeeRates(fees.makerMillionths(), fees.takerMillionths()));
        long from = nanos(spec.start());
        long to = nanos(spec.end());
        if (from <= all.manifest().fromNanos() && to >= all.manifest().toNanos()) {
            return market;
        }
        MarketDataSource part = PreparedRuns.within(all, from, to);
        if (part.manifest().rows() == 0) {
            throw new DataException(symbol + " has no data from " + spec.from() + " to " + spec.to());
        }
        return market.withData(part);
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
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
}
