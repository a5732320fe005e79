package com.flowex.strategies.api;

import com.flowex.access.http.response.IsoTime;
import com.flowex.backtest.setup.FillModel;
import com.flowex.domain.market.FeeRates;
import com.flowex.platform.errors.Fields;
import com.flowex.strategies.app.BacktestSpec;
import com.flowex.strategies.app.SearchSpec;
import com.flowex.strategies.app.dataset.DataKind;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Request of a back-test: the schema BacktestRequest of docs/api/openapi.yaml. */
record BacktestForm(
        @Nullable String builtIn,
        @Nullable String strategy,
        @Nullable Integer version,
        @Nullable Map<String, String> parameters,
        @Nullable List<String> symbols,
        @Nullable String interval,
        @Nullable String from,
        @Nullable String to,
        @Nullable Map<String, String> balances,
        @Nullable ModelForm model,
        @Nullable FeesForm fees,
        @Nullable DelayForm latency,
        @Nullable Long seed,
        @Nullable Integer lookAheadCuts,
        @Nullable SearchForm search,
        @Nullable List<String> datasets) {

    private static final String ID = "[1-9][0-9]{0,17}";
    private static final Instant TIME_MIN = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant TIME_MAX = Instant.parse("2100-01-01T00:00:00Z");
    private static final int PARAMETERS_MAX = 50;
    private static final int MILLIONTHS = 1_000_000;
    private static final int SPREAD_MAX = 100_000;
    private static final int INTERVAL_MAX = 8;
    private static final int LEVELS_MAX = 20;
    private static final long DELAY_MAX = 3_600_000;

    private static final List<String> MODELS_OF_MARKETS = BacktestSpec.Model.fitting(DataKind.CANDLES);

    /** A request that names none means the first that fits its data, which the form does not know. */
    private static final List<String> MODELS_OF_DATA =
            List.of("", BacktestSpec.Model.CANDLES, BacktestSpec.Model.NEXT_OPEN, BacktestSpec.Model.ORDER_BY_ORDER);

    private static final BacktestSpec.Model MODEL_DEFAULT = BacktestSpec.Model.of(FillModel.SyntheticBook.DEFAULT);

    /** Way in which orders meet the data. */
    record ModelForm(
            @Nullable String name,
            @Nullable Integer spreadMillionths,
            @Nullable Integer depthMillionths,
            @Nullable Integer levels,
            @Nullable Integer stepMillionths) {

        /** @param models names that are known, of which the first is meant if none is given */
        BacktestSpec.Model checked(List<String> models, Fields fields) {
            String checkedName = Objects.requireNonNullElse(name, models.getFirst());
            if (!models.contains(checkedName) || name != null && name.isEmpty()) {
                fields.refuse(
                        "name",
                        "one of "
                                + models.stream()
                                        .filter(each -> !each.isEmpty())
                                        .collect(Collectors.joining(", ")));
            }
            if (checkedName.equals(BacktestSpec.Model.ORDER_BY_ORDER)) {
                absent(fields, "spread_millionths", spreadMillionths);
                absent(fields, "depth_millionths", depthMillionths);
                absent(fields, "levels", levels);
                absent(fields, "step_millionths", stepMillionths);
            }
            return new BacktestSpec.Model(
                    checkedName,
                    or(fields, "spread_millionths", spreadMillionths, MODEL_DEFAULT.spreadMillionths(), 0, SPREAD_MAX),
                    or(fields, "depth_millionths", depthMillionths, MODEL_DEFAULT.depthMillionths(), 1, MILLIONTHS),
                    or(fields, "levels", levels, MODEL_DEFAULT.levels(), 1, LEVELS_MAX),
                    or(fields, "step_millionths", stepMillionths, MODEL_DEFAULT.stepMillionths(), 0, SPREAD_MAX));
        }

        private static void absent(Fields fields, String name, @Nullable Integer sent) {
            if (sent != null) {
                fields.refuse(name, "absent: the book is that of the recorded orders");
            }
        }

        private static int or(Fields fields, String name, @Nullable Integer sent, int otherwise, int min, int max) {
            return sent == null ? otherwise : fields.within(name, sent, min, max);
        }
    }

    /** Fee rates. */
    record FeesForm(
            @Nullable Integer makerMillionths, @Nullable Integer takerMillionths) {

        BacktestSpec.Fees checked(Fields fields) {
            int taker = fields.within("taker_millionths", takerMillionths, 0, FeeRates.MILLIONTHS_MAX);
            int maker = fields.within(
                    "maker_millionths", makerMillionths, -FeeRates.MILLIONTHS_MAX, FeeRates.MILLIONTHS_MAX);
            if (maker + taker < 0) {
                fields.refuse("maker_millionths", "a rebate of at most the taker's rate");
            }
            return new BacktestSpec.Fees(maker, taker);
        }
    }

    /** Time until an order arrives. */
    record DelayForm(@Nullable Long millis, @Nullable Long jitterMillis) {

        BacktestSpec.Delay checked(Fields fields) {
            return new BacktestSpec.Delay(
                    millis == null ? 0 : fields.within("millis", millis, 0, DELAY_MAX),
                    jitterMillis == null ? 0 : fields.within("jitter_millis", jitterMillis, 0, DELAY_MAX));
        }
    }

    BacktestSpec checked(Fields fields) {
        checkStrategy(fields);
        if ((builtIn == null) == (strategy == null)) {
            fields.refuse("strategy", "given, or built_in, and not both");
        }
        if ((version == null) != (strategy == null)) {
            fields.refuse("version", "given exactly if strategy is");
        }
        Map<String, String> values = Objects.requireNonNullElse(parameters, Map.<String, String>of());
        if (values.size() > PARAMETERS_MAX || values.values().stream().anyMatch(Objects::isNull)) {
            fields.refuse("parameters", "at most " + PARAMETERS_MAX + " texts by name");
        }
        Map<String, String> funds = Objects.requireNonNullElse(balances, Map.<String, String>of());
        if (funds.values().stream().anyMatch(Objects::isNull)) {
            fields.refuse("balances", "decimals by the code of the asset");
        }
        List<String> markets = Objects.requireNonNullElse(symbols, List.<String>of());
        if (markets.stream().anyMatch(Objects::isNull)) {
            fields.refuse("symbols", "names of markets");
        }
        boolean isOverData = datasets != null;
        if (isOverData) {
            checkDatasets(fields, Objects.requireNonNull(datasets));
        }
        if (!isOverData || interval != null) {
            fields.text("interval", interval, INTERVAL_MAX);
        }
        Instant start = isOverData && from == null ? TIME_MIN : time(fields, "from", from);
        Instant end = isOverData && to == null ? TIME_MAX : time(fields, "to", to);
        ModelForm namedModel = Objects.requireNonNullElse(model, new ModelForm(null, null, null, null, null));
        BacktestSpec.Model checkedModel =
                namedModel.checked(isOverData ? MODELS_OF_DATA : MODELS_OF_MARKETS, fields.under("model"));
        BacktestSpec.Fees checkedFees = fees == null ? null : fees.checked(fields.under("fees"));
        BacktestSpec.Delay delay =
                latency == null ? new BacktestSpec.Delay(0, 0) : latency.checked(fields.under("latency"));
        Integer cuts = lookAheadCuts == null
                ? null
                : fields.within("look_ahead_cuts", lookAheadCuts, 0, BacktestSpec.CUTS_MAX);
        SearchSpec checkedSearch = search == null ? null : search.checked(fields.under("search"));
        fields.check();
        return new BacktestSpec(
                builtIn,
                strategy,
                version,
                values,
                markets,
                Objects.requireNonNullElse(interval, ""),
                IsoTime.of(start),
                IsoTime.of(end),
                funds,
                checkedModel,
                checkedFees,
                delay,
                Objects.requireNonNullElse(seed, 1L),
                cuts,
                checkedSearch,
                datasets);
    }

    private void checkDatasets(Fields fields, List<String> ids) {
        if (symbols != null) {
            fields.refuse("datasets", "in the place of symbols, which the data sets have");
        }
        boolean areIds = ids.stream().allMatch(each -> each != null && each.matches(ID));
        if (ids.isEmpty()
                || ids.size() > BacktestSpec.SYMBOLS_MAX
                || !areIds
                || Set.copyOf(ids).size() != ids.size()) {
            fields.refuse("datasets", "from 1 to " + BacktestSpec.SYMBOLS_MAX + " different ids of your data sets");
        }
    }

    private static Instant time(Fields fields, String name, @Nullable String text) {
        try {
            Instant time = Instant.parse(Objects.requireNonNullElse(text, ""));
            if (!time.isBefore(TIME_MIN) && time.isBefore(TIME_MAX)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Refused below, as a time out of range.
        }
        fields.refuse(name, "a time such as 2026-11-20T09:30:00Z, from 2000 to 2100");
        return TIME_MIN;
    }

    private void checkStrategy(Fields fields) {
        if (strategy != null && !strategy.matches(ID)) {
            fields.refuse("strategy", "the id of one of your strategies");
        }
    }
}
