package com.flowex.strategies.app;

import com.flowex.backtest.setup.FillModel;
import com.flowex.strategies.app.dataset.DataKind;
import com.flowex.strategies.app.dataset.DatasetChoice;
import com.flowex.strategy.data.BarInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Back-test as it was requested and is stored. The same spec over the same candles gives the same result.
 *
 * @param builtIn name of a built-in strategy; null if it is one of the user's
 * @param strategy id of the user's strategy; null if it is built in
 * @param version version of the user's strategy; null if it is built in
 * @param parameters values of declared parameters; others have their defaults
 * @param symbols markets of the tenant or of the data sets, which all have one quote asset
 * @param interval length of a candle, or of the bars that are made of other rows, "1h"
 * @param from beginning of the first candle, or time of the first row, RFC 3339 in UTC
 * @param to end of the range, exclusive
 * @param balances start balance of each asset, exact decimals
 * @param model way in which orders meet the data
 * @param fees rates in place of those of the markets; null for those of the markets
 * @param latency time until an order arrives
 * @param seed seed of the strategy's random numbers
 * @param lookAheadCuts repetitions on shorter data that look for look-ahead; null of requests from before there were any
 * @param search search for parameters; null for a single run
 * @param datasets ids of the user's data sets, one for each market in their order; null if the candles are those of
 *     this exchange
 */
public record BacktestSpec(
        @Nullable String builtIn,
        @Nullable String strategy,
        @Nullable Integer version,
        Map<String, String> parameters,
        List<String> symbols,
        String interval,
        String from,
        String to,
        Map<String, String> balances,
        Model model,
        @Nullable Fees fees,
        Delay latency,
        long seed,
        @Nullable Integer lookAheadCuts,
        @Nullable SearchSpec search,
        @Nullable List<String> datasets) {

    /** Highest number of markets. */
    public static final int SYMBOLS_MAX = 4;

    /** Fees of data sets unless the request says otherwise: 0.1 %. */
    private static final Fees DATASET_FEES = new Fees(1_000, 1_000);

    /** Highest number of repetitions that look for look-ahead. */
    public static final int CUTS_MAX = 20;

    /** Highest number of rows of all trials of a search together. */
    static final long SEARCHED_ROWS_MAX = 50_000_000;

    /** Highest number of candles of all markets together. */
    public static final int CANDLES_MAX = 400_000;

    public BacktestSpec {
        parameters = Map.copyOf(parameters);
        symbols = List.copyOf(symbols);
        balances = Map.copyOf(balances);
        datasets = datasets == null ? null : List.copyOf(datasets);
    }

    /** Returns the same back-test over its data sets, with the first model that fits them unless it names one. */
    BacktestSpec over(DatasetChoice data) {
        return new BacktestSpec(
                builtIn,
                strategy,
                version,
                parameters,
                data.symbols(),
                data.interval(),
                data.from(),
                data.to(),
                balances,
                model.name().isEmpty() ? model.named(Model.fitting(data.kind()).getFirst()) : model,
                fees == null ? DATASET_FEES : fees,
                latency,
                seed,
                lookAheadCuts,
                search,
                datasets);
    }

    /** Returns the number of repetitions that look for look-ahead. */
    int cuts() {
        return lookAheadCuts == null ? 0 : lookAheadCuts;
    }

    /** Returns the search; there must be one. */
    SearchSpec requireSearch() {
        return Objects.requireNonNull(search, "a single run has no search");
    }

    /** Returns the highest number of candles or bars of all markets. */
    long candles() {
        long step = BarInterval.parse(interval).nanos() / 1_000_000_000L;
        return Duration.between(start(), end()).toSeconds() / step * Math.max(1, symbols.size());
    }

    /** Returns the same back-test with the parameters and the number of repetitions that it will run with. */
    BacktestSpec with(Map<String, String> otherParameters, int cuts) {
        return new BacktestSpec(
                builtIn,
                strategy,
                version,
                otherParameters,
                symbols,
                interval,
                from,
                to,
                balances,
                model,
                fees,
                latency,
                seed,
                cuts,
                search,
                datasets);
    }

    /**
     * Way in which orders meet the data (docs/strategies/backtest.md).
     *
     * @param name next_open, candles or order_by_order; empty if a request over data sets names none
     * @param spreadMillionths distance between best bid and ask, in millionths of the price
     * @param depthMillionths share of a candle's volume that can be traded, in millionths
     * @param levels number of price levels of a side
     * @param stepMillionths distance from level to level, in millionths of the price
     */
    public record Model(String name, int spreadMillionths, int depthMillionths, int levels, int stepMillionths) {

        public static final String NEXT_OPEN = "next_open";
        public static final String CANDLES = "candles";
        public static final String ORDER_BY_ORDER = "order_by_order";

        /** Returns the names of the models for a kind of data, that of a request which names none first. */
        public static List<String> fitting(DataKind kind) {
            return switch (kind) {
                case CANDLES -> List.of(CANDLES, NEXT_OPEN);
                case TRADES -> List.of(CANDLES);
                case ORDERS -> List.of(ORDER_BY_ORDER);
            };
        }

        /** Returns the same model with a name. */
        Model named(String other) {
            return new Model(other, spreadMillionths, depthMillionths, levels, stepMillionths);
        }

        /** Returns the book of a run as a request names it. */
        public static Model of(FillModel.SyntheticBook book) {
            return new Model(
                    CANDLES, book.spreadMillionths(), book.depthMillionths(), book.levels(), book.stepMillionths());
        }
    }

    /** Fee rates in millionths of what a side receives. */
    public record Fees(int makerMillionths, int takerMillionths) {}

    /** Time from a decision to the arrival of its order, in milliseconds; the jitter is added at random. */
    public record Delay(long millis, long jitterMillis) {}

    /** Returns the beginning of the range. */
    public Instant start() {
        return Instant.parse(from);
    }

    /** Returns the end of the range, exclusive. */
    public Instant end() {
        return Instant.parse(to);
    }

    /** Returns the strategy as people read it: "rsi" or "strategy 17, version 3". */
    public String subject() {
        return choice().subject();
    }

    /** Returns the strategy that it names. */
    StrategyChoice choice() {
        return new StrategyChoice(builtIn, strategy, version);
    }
}
