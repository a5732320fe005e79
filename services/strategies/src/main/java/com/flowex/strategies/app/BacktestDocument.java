package com.flowex.strategies.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.Json;
import com.flowex.backtest.metric.Figure;
import com.flowex.backtest.report.HtmlReport;
import com.flowex.backtest.report.RunReport;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.EquityPoint;
import com.flowex.backtest.result.MarketScales;
import com.flowex.backtest.result.RoundTrip;
import com.flowex.backtest.result.RunFill;
import com.flowex.backtest.result.RunOrder;
import com.flowex.backtest.search.MonteCarlo;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.strategies.store.BacktestsTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Result of a back-test as it is stored and answered: the schema BacktestResult of docs/api/openapi.yaml. Long lists are
 * cut, and the counts say how many there were.
 */
public final class BacktestDocument {

    private static final ObjectMapper MAPPER = Json.mapper();

    /** Highest number of points of the equity curve and of each plot. */
    static final int POINTS_MAX = 2_000;

    /** Highest number of fills, orders and round trips, each. */
    static final int ROWS_MAX = 5_000;

    private static final int LOG_MAX = 1_000;

    private final RunReport report;
    private final Figures summary;
    private final Document document;

    private BacktestDocument(RunReport report, Figures summary, Document document) {
        this.report = report;
        this.summary = summary;
        this.document = document;
    }

    /** Figures of a result: the schema BacktestSummary. */
    record Figures(
            String end,
            String endMessage,
            String valuationAsset,
            String startEquity,
            String endEquity,
            String benchmarkEquity,
            int orders,
            int fills,
            int roundTrips,
            List<String> warnings,
            List<FigureValue> figures) {}

    /**
     * Figure of a run (docs/strategies/metrics.md).
     *
     * @param unit share, number, count, days or money
     * @param value null if it cannot be computed; {@code reason} says why then
     */
    record FigureValue(String name, String unit, @Nullable Double value, String reason) {

        static FigureValue of(String name, String unit, Figure figure) {
            return switch (figure) {
                case Figure.Value(double value) -> new FigureValue(name, unit, value, "");
                case Figure.NotComputable(String reason) -> new FigureValue(name, unit, null, reason);
            };
        }
    }

    /** Point of the equity curve. */
    record Point(Instant time, String equity, String benchmark, String position) {}

    /** Fill of an order. */
    record Fill(
            String order,
            String symbol,
            String side,
            Instant time,
            String price,
            String quantity,
            String total,
            String fee,
            boolean maker) {}

    /** Order with its end and the reason why it was not filled. */
    record Order(
            String id,
            String symbol,
            String side,
            String type,
            Instant time,
            String status,
            String quantity,
            String filled,
            String reason,
            String explanation) {}

    /** Position that was opened and closed again. */
    record Trip(
            String symbol,
            String side,
            Instant opened,
            Instant closed,
            String quantity,
            String entryPrice,
            String exitPrice,
            String profit,
            String fees) {}

    /** Point of a plot. */
    record PlotValue(Instant time, double value) {}

    /** Line of the strategy's log. */
    record Line(Instant time, String text) {}

    /** Warning with its stable code, and the facts of its message. */
    record Warning(String code, String message, Map<String, String> parameters) {}

    /** Fees in one asset. */
    record Fee(String asset, String amount) {}

    /** Data of one market. */
    record Data(String symbol, String source, long rows, Instant from, Instant to, long gaps, long leftOut) {}

    /** The whole result. */
    record Document(
            Figures summary,
            List<Point> equity,
            List<Fill> fills,
            List<Order> orders,
            List<Trip> roundTrips,
            Map<String, List<PlotValue>> plots,
            List<Line> log,
            List<Fee> fees,
            List<Warning> warnings,
            List<Data> data,
            String stateDigest,
            String streamDigest,
            int rulesVersion,
            @Nullable SearchDocument search,
            @Nullable MonteCarlo monteCarlo) {}

    /**
     * Returns the result of a run.
     *
     * @param seed seed of the paths of the Monte Carlo
     * @param search search whose best set this is; null of a single run
     */
    static BacktestDocument of(RunReport report, long seed, @Nullable SearchDocument search) {
        BacktestResult result = report.result();
        Map<String, MarketScales> scales =
                result.markets().stream().collect(Collectors.toMap(MarketScales::symbol, each -> each));
        Scale value = result.valuation().scale();
        Figures figures = new Figures(
                label(result.end()),
                result.endMessage(),
                result.valuation().asset(),
                Decimals.format(result.startUnits(), value),
                Decimals.format(result.endUnits(), value),
                Decimals.format(
                        result.equity().isEmpty()
                                ? result.startUnits()
                                : result.equity().getLast().benchmarkUnits(),
                        value),
                result.orders().size(),
                result.fills().size(),
                result.roundTrips().size(),
                result.warnings().stream()
                        .map(each -> each.kind().code())
                        .distinct()
                        .toList(),
                figures(report));
        return new BacktestDocument(
                report,
                figures,
                new Document(
                        figures,
                        thinned(result.equity()).stream()
                                .map(each -> point(each, value))
                                .toList(),
                        firsts(result.fills()).stream()
                                .map(each -> fill(each, scales))
                                .toList(),
                        firsts(result.orders()).stream()
                                .map(each -> order(each, scales))
                                .toList(),
                        firsts(result.roundTrips()).stream()
                                .map(each -> trip(each, scales))
                                .toList(),
                        plots(result),
                        result.log().stream()
                                .limit(LOG_MAX)
                                .map(each -> new Line(instant(each.timeNanos()), each.text()))
                                .toList(),
                        result.fees().stream()
                                .map(each -> new Fee(each.asset(), Decimals.format(each.units(), each.scale())))
                                .toList(),
                        result.warnings().stream()
                                .map(each -> new Warning(each.kind().code(), each.message(), each.parameters()))
                                .toList(),
                        data(result),
                        result.digest().state(),
                        result.digest().stream(),
                        result.digest().rulesVersion(),
                        search,
                        MonteCarlo.of(report.sample(), seed)));
    }

    private static List<FigureValue> figures(RunReport report) {
        if (report.result().equity().isEmpty()) {
            return List.of();
        }
        return report.figures().all().entrySet().stream()
                .map(each ->
                        FigureValue.of(each.getKey().code(), label(each.getKey().unit()), each.getValue()))
                .toList();
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    /** Returns at most {@link #POINTS_MAX} of the elements in equal steps, the last among them. */
    private static <T> List<T> thinned(List<T> all) {
        int step = (all.size() + POINTS_MAX - 1) / POINTS_MAX;
        if (step <= 1) {
            return all;
        }
        List<T> some = new ArrayList<>();
        for (int i = (all.size() - 1) % step; i < all.size(); i += step) {
            some.add(all.get(i));
        }
        return some;
    }

    private static <T> List<T> firsts(List<T> all) {
        return all.subList(0, Math.min(ROWS_MAX, all.size()));
    }

    private static Point point(EquityPoint point, Scale value) {
        return new Point(
                instant(point.timeNanos()),
                Decimals.format(point.equityUnits(), value),
                Decimals.format(point.benchmarkUnits(), value),
                Decimals.format(point.positionUnits(), value));
    }

    private static Fill fill(RunFill fill, Map<String, MarketScales> scales) {
        MarketScales market = Objects.requireNonNull(scales.get(fill.symbol()));
        return new Fill(
                fill.clientOrderId(),
                fill.symbol(),
                label(fill.side()),
                instant(fill.timeNanos()),
                Decimals.format(fill.priceUnits(), market.price()),
                Decimals.format(fill.quantityUnits(), market.base()),
                Decimals.format(fill.quoteUnits(), market.quote()),
                Decimals.format(fill.feeUnits(), fill.side() == Side.BUY ? market.base() : market.quote()),
                fill.isMaker());
    }

    private static Order order(RunOrder order, Map<String, MarketScales> scales) {
        MarketScales market = scales.get(order.intent().symbol());
        Scale base = market == null ? new Scale(0) : market.base();
        return new Order(
                order.clientOrderId(),
                order.intent().symbol(),
                label(order.intent().side()),
                order.intent().type().getClass().getSimpleName(),
                instant(order.signalNanos()),
                label(order.status()),
                Decimals.format(order.quantityUnits(), base),
                Decimals.format(order.filledUnits(), base),
                order.reason(),
                order.fillability().explanation());
    }

    private static Trip trip(RoundTrip trip, Map<String, MarketScales> scales) {
        MarketScales market = Objects.requireNonNull(scales.get(trip.symbol()));
        return new Trip(
                trip.symbol(),
                label(trip.side()),
                instant(trip.entryNanos()),
                instant(trip.exitNanos()),
                Decimals.format(trip.quantityUnits(), market.base()),
                Decimals.format(trip.entryPriceUnits(), market.price()),
                Decimals.format(trip.exitPriceUnits(), market.price()),
                Decimals.format(trip.profitUnits(), market.quote()),
                Decimals.format(trip.feeUnits(), market.quote()));
    }

    private static Map<String, List<PlotValue>> plots(BacktestResult result) {
        Map<String, List<PlotValue>> plots = new LinkedHashMap<>();
        result.plots()
                .forEach((name, points) -> plots.put(
                        name,
                        thinned(points).stream()
                                .map(each -> new PlotValue(instant(each.timeNanos()), each.value()))
                                .toList()));
        return plots;
    }

    private static List<Data> data(BacktestResult result) {
        List<Data> data = new ArrayList<>();
        for (int i = 0; i < result.data().size(); i++) {
            var manifest = result.data().get(i);
            data.add(new Data(
                    result.markets().get(i).symbol(),
                    manifest.source(),
                    manifest.rows(),
                    instant(manifest.fromNanos()),
                    instant(manifest.toNanos()),
                    manifest.gapCount(),
                    manifest.leftOutCount()));
        }
        return data;
    }

    /** Returns the result as it is stored. */
    BacktestsTable.Result stored() {
        return new BacktestsTable.Result(json(summary), compressed(json(document)), compressed(HtmlReport.of(report)));
    }

    private static byte[] compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Returns the text of a stored result or page. */
    public static byte[] uncompressed(byte[] stored) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a stored result as a tree. */
    public static JsonNode tree(byte[] stored) {
        try {
            return MAPPER.readTree(uncompressed(stored));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the trials of a stored result's search; empty of a single run. */
    public static List<SearchDocument.TrialRow> trials(byte[] stored) {
        JsonNode trials = tree(stored).path("search").path("trials");
        try {
            return trials.isArray() ? List.of(MAPPER.treeToValue(trials, SearchDocument.TrialRow[].class)) : List.of();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("trials are stored as they were found", e);
        }
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result can be written", e);
        }
    }
}
