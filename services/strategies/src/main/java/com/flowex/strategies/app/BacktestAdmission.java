package com.flowex.strategies.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.Json;
import com.flowex.backtest.search.ParameterAxis;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.strategies.app.dataset.DataKind;
import com.flowex.strategies.app.dataset.DatasetChoice;
import com.flowex.strategies.app.dataset.DatasetLibrary;
import com.flowex.strategies.store.BacktestsTable;
import com.flowex.strategies.store.StoredBacktest;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.parameter.ParameterException;
import com.flowex.strategy.parameter.ParameterSpec;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Checks of a requested back-test against the tenant's markets and the strategy's declarations, before it waits. */
public final class BacktestAdmission {

    private static final ObjectMapper MAPPER = Json.mapper();

    /** Repetitions that look for look-ahead in an own strategy, unless its request says otherwise. */
    private static final int CUTS_DEFAULT = 3;

    /** Number of rows above which there is one repetition. */
    private static final long CUTS_ONE_ABOVE = 100_000;

    private final InstrumentDirectory directory;
    private final StrategySources sources;
    private final CandleHistory candles;
    private final BacktestsTable backtests;
    private final BacktestTaskQueue tasks;
    private final DatasetLibrary datasets;
    private final InstantSource clock;

    /** Data that back-tests can run over: candles of the tenant's markets, and data sets of users. */
    public record Data(InstrumentDirectory directory, CandleHistory candles, DatasetLibrary datasets) {}

    public BacktestAdmission(
            Data data,
            StrategySources sources,
            BacktestsTable backtests,
            BacktestTaskQueue tasks,
            InstantSource clock) {
        this.directory = data.directory();
        this.sources = sources;
        this.candles = data.candles();
        this.datasets = data.datasets();
        this.backtests = backtests;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * Stores a back-test, which a task runs as soon as it is the owner's turn.
     *
     * @param fields faults that the form has found already; this adds its own
     * @throws Refusal if a field breaks its rule, or too many back-tests of the owner wait
     */
    public StoredBacktest request(int tenant, long owner, BacktestSpec requested, Fields fields, String by) {
        BacktestSpec spec = requested;
        Map<String, Asset> assets;
        long rows;
        if (requested.datasets() == null) {
            assets = markets(directory, tenant, spec.symbols(), fields);
            range(spec, fields);
            fields.check();
            rows = spec.candles();
        } else {
            DatasetChoice data = datasets(tenant, owner, requested, fields);
            spec = requested.over(data);
            rows = data.kind() == DataKind.CANDLES ? spec.candles() : Math.max(spec.candles(), data.rows());
            assets = data.assets();
            fit(spec, data, fields);
        }
        balances(spec.balances(), assets, fields);
        fields.check();
        search(tenant, owner, spec, rows);
        BacktestSpec whole = withParameters(tenant, owner, spec, rows);
        if (whole.search() == null) {
            sources.requireSuitable(whole.choice(), whole.parameters(), whole.symbols());
        }
        StoredBacktest added =
                backtests.add(tenant, owner, json(whole), clock.instant().truncatedTo(ChronoUnit.MICROS));
        tasks.order(tenant, by);
        return added;
    }

    private DatasetChoice datasets(int tenant, long owner, BacktestSpec requested, Fields fields) {
        DatasetChoice data = DatasetChoice.of(
                Objects.requireNonNull(requested.datasets()),
                new DatasetChoice.RequestedPart(requested.interval(), requested.start(), requested.end()),
                id -> datasets.described(tenant, owner, id),
                fields);
        int rowsMax = data.kind().rowsMax();
        if (data.rows() > rowsMax) {
            fields.refuse(
                    "datasets", "of at most " + rowsMax + " " + data.kind().word() + " together, were " + data.rows());
        }
        fields.check();
        return data;
    }

    /** Checks that the model and the length of bars fit the data. */
    private static void fit(BacktestSpec spec, DatasetChoice data, Fields fields) {
        List<String> models = BacktestSpec.Model.fitting(data.kind());
        if (!models.contains(spec.model().name())) {
            fields.refuse(
                    "model.name",
                    "one of " + String.join(", ", models) + " for data sets of "
                            + data.kind().word() + ", was " + spec.model().name());
        }
        if (data.kind() != DataKind.CANDLES && spec.candles() > BacktestSpec.CANDLES_MAX) {
            fields.refuse(
                    "interval",
                    "so long that there are at most " + BacktestSpec.CANDLES_MAX + " bars of all markets, were "
                            + spec.candles());
        }
    }

    /**
     * Checks the markets of a request.
     *
     * @param fields receives the faults
     * @return assets of the markets by code
     */
    public static Map<String, Asset> markets(
            InstrumentDirectory directory, int tenant, List<String> symbols, Fields fields) {
        Map<String, Asset> assets = new LinkedHashMap<>();
        Set<String> quotes = new HashSet<>();
        for (String symbol : symbols) {
            Optional<ListedMarket> market = directory.find(tenant, symbol);
            if (market.isEmpty()) {
                fields.refuse("symbols", "markets of this exchange, and " + symbol + " is none");
            } else {
                assets.put(market.get().base().code(), market.get().base());
                assets.put(market.get().quote().code(), market.get().quote());
                quotes.add(market.get().quote().code());
            }
        }
        if (symbols.isEmpty()
                || symbols.size() > BacktestSpec.SYMBOLS_MAX
                || new HashSet<>(symbols).size() != symbols.size()) {
            fields.refuse("symbols", "from 1 to " + BacktestSpec.SYMBOLS_MAX + " different markets");
        }
        if (quotes.size() > 1) {
            fields.refuse("symbols", "markets with the same quote asset");
        }
        return assets;
    }

    private void range(BacktestSpec spec, Fields fields) {
        BarInterval interval;
        try {
            interval = BarInterval.parse(spec.interval());
        } catch (IllegalArgumentException e) {
            fields.refuse("interval", BarInterval.RULE);
            return;
        }
        if (!candles.has(interval)) {
            fields.refuse("interval", "an interval of the exchange's own candles, such as 1m, 15m, 1h or 1d");
        }
        if (!spec.end().isAfter(spec.start())) {
            fields.refuse("to", "after from");
            return;
        }
        long count = spec.candles();
        if (count < 1 || count > BacktestSpec.CANDLES_MAX) {
            fields.refuse(
                    "to",
                    "so far from the beginning that there are 1 to " + BacktestSpec.CANDLES_MAX
                            + " candles of all markets, were " + count);
        }
    }

    /**
     * Checks balances to begin with.
     *
     * @param assets assets of the markets by code
     * @param fields receives the faults
     */
    public static void balances(Map<String, String> balances, Map<String, Asset> assets, Fields fields) {
        boolean hasAny = false;
        for (Map.Entry<String, String> each : balances.entrySet()) {
            Asset asset = assets.get(each.getKey());
            if (asset == null) {
                fields.refuse("balances", "by codes of assets of the markets, and " + each.getKey() + " is none");
            } else if (Decimals.parse(each.getValue(), asset.scale()) instanceof Decimals.Parsed.Units(long units)
                    && units >= 0) {
                hasAny |= units > 0;
            } else {
                fields.refuse(
                        "balances",
                        "decimals of zero or more with at most " + asset.scale().places() + " places, of "
                                + each.getKey());
            }
        }
        if (!hasAny) {
            fields.refuse("balances", "above zero for an asset at least");
        }
    }

    /** Returns the spec with every parameter in its one form, so that the stored request says it all. */
    private BacktestSpec withParameters(int tenant, long owner, BacktestSpec spec, long rows) {
        return spec.with(
                sources.values(tenant, owner, spec.choice(), spec.parameters(), spec.interval()),
                spec.lookAheadCuts() == null ? cutsByDefault(spec, rows) : spec.cuts());
    }

    /** An operator's strategies are trusted; own ones are checked as long as it costs little. */
    private static int cutsByDefault(BacktestSpec spec, long rows) {
        if (spec.builtIn() != null) {
            return 0;
        }
        return rows > CUTS_ONE_ABOVE ? 1 : CUTS_DEFAULT;
    }

    /** Checks the values that a search tries, and that it ends in reasonable time. */
    private void search(int tenant, long owner, BacktestSpec spec, long rows) {
        SearchSpec search = spec.search();
        if (search == null) {
            return;
        }
        Fields fields = new Fields();
        List<ParameterSpec> declared = sources.parameters(tenant, owner, spec.choice());
        try {
            List<ParameterAxis> axes = search.axes(declared);
            long trials = search.planned(axes);
            if (trials > SearchSpec.TRIALS_MAX) {
                fields.refuse(
                        "search.values",
                        "at most " + SearchSpec.TRIALS_MAX + " combinations, were " + trials
                                + "; a random search tries some of them");
            }
            long searched = rows * trials * search.lengths();
            if (searched > BacktestSpec.SEARCHED_ROWS_MAX) {
                fields.refuse(
                        "search",
                        "so small that its trials have at most " + BacktestSpec.SEARCHED_ROWS_MAX
                                + " candles or other rows together, were " + searched);
            }
            for (ParameterAxis axis : axes) {
                if (spec.parameters().containsKey(axis.name())) {
                    fields.refuse("parameters." + axis.name(), "absent: the search has its values");
                }
            }
        } catch (ParameterException e) {
            fields.refuse("search.values." + e.parameter(), "as declared: " + e.getMessage());
        }
        fields.check();
    }

    private static String json(BacktestSpec spec) {
        try {
            return MAPPER.writeValueAsString(spec);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a spec can be written", e);
        }
    }

    /** Returns the spec of a stored back-test. */
    public static BacktestSpec spec(StoredBacktest stored) {
        try {
            return MAPPER.readValue(stored.request(), BacktestSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("back-test " + stored.id() + " is stored as it was requested", e);
        }
    }
}
