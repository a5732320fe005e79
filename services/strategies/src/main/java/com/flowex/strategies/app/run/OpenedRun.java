package com.flowex.strategies.app.run;

import com.flowex.backtest.data.MarketDataSource;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.strategies.app.SourceSandbox;
import com.flowex.strategies.app.StrategySources;
import com.flowex.strategies.app.run.replay.StoredRows;
import com.flowex.strategies.store.RunRecord;
import com.flowex.strategies.store.RunRecordsTable;
import com.flowex.strategies.store.StoredRun;
import com.flowex.strategy.Strategy;
import com.flowex.strategy.parameter.Parameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Run with its markets.
 *
 * @param holder name of the process that holds it
 */
record OpenedRun(int tenant, StoredRun stored, RunSpec spec, List<ListedMarket> markets, String holder) {

    private static final long NANOS = 1_000_000_000L;

    private static final List<String> ORDER_FIELDS =
            List.of("id", "symbol", "side", "type", "time", "quantity", "price");
    private static final List<String> FILL_FIELDS = List.of("order", "side", "time", "price", "quantity", "fee");

    OpenedRun {
        markets = List.copyOf(markets);
    }

    /** @throws com.flowex.platform.errors.Refusal if a market is no longer listed */
    static OpenedRun of(int tenant, StoredRun stored, InstrumentDirectory directory, String holder) {
        RunSpec spec = RunDocuments.read(stored.request(), RunSpec.class);
        List<ListedMarket> markets = spec.symbols().stream()
                .map(symbol -> directory.named(tenant, symbol))
                .toList();
        return new OpenedRun(tenant, stored, spec, markets, holder);
    }

    AccountId account() {
        return new AccountId(tenant, stored.owner());
    }

    /** Returns the asset in which profit and limits are stated. */
    String quote() {
        return markets.getFirst().quote().code();
    }

    /** Returns the beginning of the run: no order leaves for bars that close before it. */
    long startSeconds() {
        return stored.startedAt().getEpochSecond();
    }

    /** Returns the time in nanoseconds since 1970. */
    static long nanos(Instant time) {
        return time.getEpochSecond() * NANOS + time.getNano();
    }

    /** Returns the orders that the run has stored. */
    StoredRows storedOrders(RunRecordsTable records) {
        return new StoredRows(records, tenant, stored.id(), RunRecord.Kind.ORDER, ORDER_FIELDS);
    }

    /** Returns the fills that the run has stored. */
    StoredRows storedFills(RunRecordsTable records) {
        return new StoredRows(records, tenant, stored.id(), RunRecord.Kind.FILL, FILL_FIELDS);
    }

    /** As {@link #startSeconds}, in nanoseconds. */
    long startNanos() {
        return startSeconds() * NANOS;
    }

    /** Returns the beginning of the first candle, which is in the past of a run with a warm-up. */
    long firstSeconds() {
        return startSeconds() - spec.warmUpLength().toSeconds();
    }

    /** Returns the end of the last candle that was taken; the beginning of the first if none was. */
    long takenSeconds() {
        Instant last = stored.lastBarAt();
        return last == null ? firstSeconds() : last.getEpochSecond();
    }

    /** Returns the setups of the markets with their data. */
    List<MarketSetup> setups(Function<ListedMarket, MarketDataSource> data) {
        List<MarketSetup> marketSetups = new ArrayList<>();
        for (ListedMarket market : markets) {
            marketSetups.add(new MarketSetup(
                    market.instrument().symbol(),
                    market.quantityScale(),
                    market.quoteScale(),
                    market.instrument().rules(),
                    market.instrument().fees(),
                    data.apply(market),
                    false));
        }
        return marketSetups;
    }

    /** @throws com.flowex.platform.errors.Refusal if the strategy is gone or no longer passes its check */
    SourceSandbox.Opened open(StrategySources sources) {
        return sources.open(tenant, stored.owner(), spec.choice(), spec.symbols());
    }

    /** Returns a new instance of the strategy with the limits of the run around it. */
    RunGuard guard(SourceSandbox.Opened opened) {
        Map<String, String> values = spec.parameters();
        Strategy strategy =
                opened.provider().create(Parameters.parse(opened.provider().parameters(), values));
        return new RunGuard(strategy, spec.limits(), quote(), startNanos());
    }
}
