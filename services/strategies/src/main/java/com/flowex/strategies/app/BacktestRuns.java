package com.flowex.strategies.app;

import com.flowex.backtest.data.DataException;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.strategies.app.CandleHistory.StoredCandle;
import com.flowex.strategies.store.StoredBacktest;
import com.flowex.strategy.data.BarInterval;
import java.util.ArrayList;
import java.util.List;

/** Opens stored back-tests over the exchange's own candles. */
public final class BacktestRuns {

    private final InstrumentDirectory directory;
    private final StrategySources sources;
    private final CandleHistory candles;

    public BacktestRuns(InstrumentDirectory directory, StrategySources sources, CandleHistory candles) {
        this.directory = directory;
        this.sources = sources;
        this.candles = candles;
    }

    /**
     * Reads the candles and opens the strategy of a back-test; the caller closes them.
     *
     * @throws DataException if a market has no candles in the range
     * @throws com.flowex.platform.errors.Refusal if the strategy is no longer there
     */
    PreparedRuns open(int tenant, StoredBacktest stored, BacktestSpec spec) {
        List<MarketSetup> markets = new ArrayList<>();
        BarInterval interval = BarInterval.parse(spec.interval());
        for (String symbol : spec.symbols()) {
            markets.add(market(directory.named(tenant, symbol), interval, spec));
        }
        return new PreparedRuns(
                stored.id(), spec, sources.open(tenant, stored.owner(), spec.choice(), spec.symbols()), markets);
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
