package com.flowex.strategies.app.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.strategies.app.StrategyChoice;
import com.flowex.strategies.store.StoredRun;
import com.flowex.strategy.data.BarInterval;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Run as it was requested and is stored: the schema RequestedRun of docs/api/openapi.yaml.
 *
 * @param mode paper or live
 * @param builtIn name of a built-in strategy; null if it is one of the user's
 * @param strategy id of the user's strategy; null if it is built in
 * @param version version of the user's strategy; null if it is built in
 * @param parameters values of declared parameters; others have their defaults
 * @param symbols markets of the tenant, which all have one quote asset
 * @param interval length of the bars of a strategy that has such a parameter
 * @param balances start balances of a paper run, exact decimals by asset; empty for a live one
 * @param seed seed of the strategy's random numbers
 * @param warmUp past bars of the interval that the strategy gets before it may trade; null for none
 * @param marketDataSeconds seconds between two inputs of books and trades; null for one
 * @param fillModel data that the orders of a paper run meet: {@link #CANDLES} or {@link #BOOKS}; null for candles
 */
public record RunSpec(
        String mode,
        @Nullable String builtIn,
        @Nullable String strategy,
        @Nullable Integer version,
        Map<String, String> parameters,
        List<String> symbols,
        String interval,
        Map<String, String> balances,
        Limits limits,
        long seed,
        @Nullable Integer warmUp,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer marketDataSeconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String fillModel) {

    /** Orders meet a synthetic book around each minute of the real market. */
    public static final String CANDLES = "candles";

    /** Orders meet the published book and trades of the real market. */
    public static final String BOOKS = "books";

    /** Highest number of seconds between two inputs of books and trades. */
    public static final int MARKET_DATA_SECONDS_MAX = 60;

    /** Highest number of past bars that a run begins with. */
    public static final int WARM_UP_MAX = 500;

    /** Highest length of these bars together. */
    static final Duration WARM_UP_LENGTH_MAX = Duration.ofDays(30);

    public RunSpec {
        parameters = Map.copyOf(parameters);
        symbols = List.copyOf(symbols);
        balances = Map.copyOf(balances);
    }

    /**
     * Limits of a run; null for none, which a live run may not have. Values are exact decimals of the quote asset.
     *
     * @param dailyLoss loss since midnight UTC at which the run stops
     * @param position highest value of what the run has bought or sold of a market
     * @param orderNotional highest value of an order
     * @param ordersPerMinute highest number of orders within 60 seconds
     */
    public record Limits(
            @Nullable String dailyLoss,
            @Nullable String position,
            @Nullable String orderNotional,
            @Nullable Integer ordersPerMinute) {

        public static final Limits NONE = new Limits(null, null, null, null);
    }

    /** Returns the strategy as people read it: "rsi" or "strategy 17, version 3". */
    public String subject() {
        return choice().subject();
    }

    /** Returns the strategy that it names. */
    StrategyChoice choice() {
        return new StrategyChoice(builtIn, strategy, version);
    }

    /** Returns true if it trades real money. */
    boolean isLive() {
        return mode.equals(StoredRun.Mode.LIVE.word());
    }

    /** Returns true if the orders of a paper run meet the published book and trades. */
    boolean isOnBooks() {
        return BOOKS.equals(fillModel);
    }

    /** Returns the same run with other parameters. */
    RunSpec with(Map<String, String> others) {
        return new RunSpec(
                mode,
                builtIn,
                strategy,
                version,
                others,
                symbols,
                interval,
                balances,
                limits,
                seed,
                warmUp,
                marketDataSeconds,
                fillModel);
    }

    /** Returns the seconds between two inputs of books and trades. */
    int marketDataSecondsOrDefault() {
        return marketDataSeconds == null ? 1 : marketDataSeconds;
    }

    /** Returns the length of the past bars. */
    Duration warmUpLength() {
        return warmUp == null
                ? Duration.ZERO
                : Duration.ofNanos(BarInterval.parse(interval).nanos()).multipliedBy(warmUp);
    }
}
