package com.flowex.strategies.api;

import com.flowex.platform.errors.Fields;
import com.flowex.strategies.app.run.RunSpec;
import com.flowex.strategies.store.StoredRun;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Request of a run: the schema NewRunRequest of docs/api/openapi.yaml. */
record RunForm(
        @Nullable String mode,
        @Nullable String builtIn,
        @Nullable String strategy,
        @Nullable Integer version,
        @Nullable Map<String, String> parameters,
        @Nullable List<String> symbols,
        @Nullable String interval,
        @Nullable Map<String, String> balances,
        @Nullable LimitsForm limits,
        @Nullable Long seed,
        @Nullable Integer warmUp,
        @Nullable Integer marketDataSeconds,
        @Nullable String fillModel,
        @Nullable String code) {

    private static final int ORDERS_PER_MINUTE_MAX = 600;
    private static final int CODE_MAX = 64;
    private static final List<String> FILL_MODELS = List.of(RunSpec.CANDLES, RunSpec.BOOKS);

    /** Limits of a run. */
    record LimitsForm(
            @Nullable String dailyLoss,
            @Nullable String position,
            @Nullable String orderNotional,
            @Nullable Integer ordersPerMinute) {

        RunSpec.Limits checked(Fields fields) {
            if (ordersPerMinute != null) {
                fields.within("orders_per_minute", ordersPerMinute, 1, ORDERS_PER_MINUTE_MAX);
            }
            return new RunSpec.Limits(dailyLoss, position, orderNotional, ordersPerMinute);
        }
    }

    RunSpec checked(Fields fields) {
        StoredRun.Mode checkedMode = fields.oneOf("mode", mode, StoredRun.Mode.class);
        Common common = Common.checked(builtIn, strategy, version, fields);
        Map<String, String> values = Common.texts("parameters", parameters, fields);
        Map<String, String> funds = Common.texts("balances", balances, fields);
        List<String> markets = Objects.requireNonNullElse(symbols, List.<String>of());
        if (markets.stream().anyMatch(Objects::isNull)) {
            fields.refuse("symbols", "names of markets");
        }
        fields.text("interval", interval, 8);
        if (code != null && code.length() > CODE_MAX) {
            fields.refuse("code", "at most " + CODE_MAX + " characters");
        }
        if (warmUp != null) {
            fields.within("warm_up", warmUp, 0, RunSpec.WARM_UP_MAX);
        }
        if (marketDataSeconds != null) {
            fields.within("market_data_seconds", marketDataSeconds, 1, RunSpec.MARKET_DATA_SECONDS_MAX);
        }
        if (fillModel != null && !FILL_MODELS.contains(fillModel)) {
            fields.refuse("fill_model", "one of " + String.join(", ", FILL_MODELS));
        }
        RunSpec.Limits checkedLimits = limits == null ? RunSpec.Limits.NONE : limits.checked(fields.under("limits"));
        fields.check();
        return new RunSpec(
                checkedMode.word(),
                common.builtIn(),
                common.strategy(),
                common.version(),
                values,
                markets,
                Objects.requireNonNull(interval),
                funds,
                checkedLimits,
                Objects.requireNonNullElse(seed, 1L),
                warmUp,
                marketDataSeconds,
                fillModel);
    }

    /** Strategy that a form names. */
    private record Common(
            @Nullable String builtIn,
            @Nullable String strategy,
            @Nullable Integer version) {

        private static final int ENTRIES_MAX = 50;

        static Common checked(
                @Nullable String builtIn, @Nullable String strategy, @Nullable Integer version, Fields fields) {
            if (strategy != null && !strategy.matches("[1-9][0-9]{0,17}")) {
                fields.refuse("strategy", "the id of one of your strategies");
            }
            if ((builtIn == null) == (strategy == null)) {
                fields.refuse("strategy", "given, or built_in, and not both");
            }
            if ((version == null) != (strategy == null)) {
                fields.refuse("version", "given exactly if strategy is");
            }
            return new Common(builtIn, strategy, version);
        }

        static Map<String, String> texts(String name, @Nullable Map<String, String> sent, Fields fields) {
            Map<String, String> all = Objects.requireNonNullElse(sent, Map.<String, String>of());
            if (all.size() > ENTRIES_MAX || all.values().stream().anyMatch(Objects::isNull)) {
                fields.refuse(name, "at most " + ENTRIES_MAX + " texts by name").check();
            }
            return all;
        }
    }
}
