package com.flowex.strategies.app.dataset;

import com.flowex.access.http.response.IsoTime;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.platform.errors.Fields;
import com.flowex.strategies.app.dataset.DatasetLibrary.Described;
import com.flowex.strategy.data.BarInterval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * Data sets that a back-test names, checked together.
 *
 * @param symbols market of each data set
 * @param kind kind of their rows
 * @param interval length of their candles, or of the bars that the request wants of other rows
 * @param from beginning of the range: the first row, or later where it was asked for
 * @param to end of the range, exclusive
 * @param assets assets of the markets by code; their scales follow from the data
 * @param rows rows of all data sets
 */
public record DatasetChoice(
        List<String> symbols,
        DataKind kind,
        String interval,
        String from,
        String to,
        Map<String, Asset> assets,
        long rows) {

    private static final String FIELD = "datasets";

    public DatasetChoice {
        symbols = List.copyOf(symbols);
        assets = Map.copyOf(assets);
    }

    /**
     * Part of the data that a request wants.
     *
     * @param interval length of the bars of trades and recorded orders; empty if none was given
     * @param from earliest beginning of a candle, or time of another row
     * @param to latest end of a candle, or of the time of another row
     */
    public record RequestedPart(String interval, Instant from, Instant to) {}

    /**
     * Checks data sets.
     *
     * @param find complete data sets of the user by id
     * @param fields receives the faults; the result is for use only if there are none
     */
    public static DatasetChoice of(
            List<String> ids, RequestedPart requested, LongFunction<Optional<Described>> find, Fields fields) {
        List<String> symbols = new ArrayList<>();
        Set<String> quotes = new LinkedHashSet<>();
        Set<DataKind> kinds = new LinkedHashSet<>();
        Set<String> intervals = new LinkedHashSet<>();
        Map<String, Asset> assets = new LinkedHashMap<>();
        Instant first = Instant.MAX;
        Instant end = Instant.MIN;
        long rows = 0;
        for (String id : ids) {
            Optional<Described> found = find.apply(Long.parseLong(id));
            if (found.isEmpty()) {
                fields.refuse(FIELD, "ids of your complete data sets, and " + id + " is none");
                continue;
            }
            DatasetManifest manifest = found.get().manifest();
            String symbol = found.get().symbol();
            int dash = symbol.indexOf('-');
            symbols.add(symbol);
            kinds.add(manifest.kind());
            intervals.add(Objects.requireNonNullElse(manifest.interval(), requested.interval()));
            quotes.add(symbol.substring(dash + 1));
            add(assets, symbol.substring(0, dash), MarketSetup.fittingScale(manifest.quantityDecimals()), fields);
            Scale quote = MarketSetup.fittingQuote(
                    manifest.kind() == DataKind.ORDERS, manifest.priceDecimals() + manifest.quantityDecimals());
            add(assets, symbol.substring(dash + 1), quote, fields);
            first = earlier(first, Instant.parse(manifest.from()));
            end = later(end, Instant.parse(manifest.to()));
            rows += manifest.rows();
        }
        if (Set.copyOf(symbols).size() != symbols.size()) {
            fields.refuse(FIELD, "of different markets");
        }
        if (quotes.size() > 1) {
            fields.refuse(FIELD, "of markets with the same quote asset");
        }
        DataKind kind = kind(kinds, requested, fields);
        if (kinds.size() == 1 && intervals.size() > 1) {
            fields.refuse(FIELD, "of candles of the same length, were " + String.join(" and ", intervals));
        }
        Instant start = later(first, requested.from());
        Instant last = end.isBefore(requested.to()) ? end : requested.to();
        if (!symbols.isEmpty() && !start.isBefore(last)) {
            fields.refuse(
                    "to", "behind from, with a row of the data sets between: they reach from " + first + " to " + end);
        }
        return new DatasetChoice(
                symbols,
                kind,
                intervals.stream().findFirst().orElse(""),
                IsoTime.of(later(start, Instant.EPOCH)),
                IsoTime.of(later(last, Instant.EPOCH)),
                assets,
                rows);
    }

    /** Returns the kind of all data sets; checks that the request names the length of bars exactly if they have none. */
    private static DataKind kind(Set<DataKind> kinds, RequestedPart requested, Fields fields) {
        if (kinds.size() > 1) {
            fields.refuse(
                    FIELD,
                    "of one kind, were " + kinds.stream().map(DataKind::word).collect(Collectors.joining(" and ")));
        }
        DataKind kind = kinds.stream().findFirst().orElse(DataKind.CANDLES);
        if (kind == DataKind.CANDLES) {
            if (!requested.interval().isEmpty()) {
                fields.refuse("interval", "absent: the candles of the data sets have it");
            }
            return kind;
        }
        try {
            BarInterval.parse(requested.interval());
        } catch (IllegalArgumentException e) {
            fields.refuse("interval", BarInterval.RULE + ": the length of the bars that are made of " + kind.word());
        }
        return kind;
    }

    private static Instant earlier(Instant one, Instant other) {
        return other.isBefore(one) ? other : one;
    }

    private static Instant later(Instant one, Instant other) {
        return other.isAfter(one) ? other : one;
    }

    private static void add(Map<String, Asset> assets, String code, Scale scale, Fields fields) {
        Asset asset = new Asset(1, new AssetId(assets.size() + 1), code, scale, Math.max(1, Asset.supplyMax(scale)));
        Asset known = assets.putIfAbsent(code, asset);
        if (known != null && !known.scale().equals(scale)) {
            fields.refuse(FIELD, "of markets in which " + code + " has the same number of decimal places");
        }
    }
}
