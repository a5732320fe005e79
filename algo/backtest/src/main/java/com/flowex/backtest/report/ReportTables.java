package com.flowex.backtest.report;

import com.flowex.backtest.metric.Drawdown;
import com.flowex.backtest.metric.Figure;
import com.flowex.backtest.metric.Metric;
import com.flowex.backtest.result.EquityPoint;
import com.flowex.backtest.result.MarketScales;
import com.flowex.backtest.result.RoundTrip;
import com.flowex.backtest.result.RunFill;
import com.flowex.backtest.result.RunOrder;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Tables of a report, with exact money. */
public final class ReportTables {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final MathContext DIGITS = new MathContext(12);

    private final RunReport report;
    private final Map<String, MarketScales> markets = new HashMap<>();

    private ReportTables(RunReport report) {
        this.report = report;
        report.result().markets().forEach(market -> markets.put(market.symbol(), market));
    }

    /** Returns all tables: metrics, equity, trades, orders, fills, warnings and log. */
    public static List<ReportTable> of(RunReport report) {
        ReportTables tables = new ReportTables(report);
        return List.of(
                tables.metrics(),
                tables.equity(),
                tables.trades(),
                tables.orders(),
                tables.fills(),
                tables.warnings(),
                tables.log());
    }

    static ReportTable trades(RunReport report) {
        return new ReportTables(report).trades();
    }

    static String time(long nanos) {
        return nanos == 0
                ? ""
                : Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND))
                        .toString();
    }

    /** Returns a number with twelve digits at most, never in exponents. */
    static String plain(double value) {
        return value == 0
                ? "0"
                : new BigDecimal(value, DIGITS).stripTrailingZeros().toPlainString();
    }

    private MarketScales market(String symbol) {
        return Objects.requireNonNull(markets.get(symbol), symbol);
    }

    private static String side(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    private ReportTable metrics() {
        return ReportTable.of(
                "metrics",
                List.of("code", "value", "reason"),
                List.copyOf(report.figures().all().entrySet()),
                entry -> line(entry.getKey(), entry.getValue()));
    }

    private static List<String> line(Metric metric, Figure figure) {
        return switch (figure) {
            case Figure.Value(double value) -> List.of(metric.code(), plain(value), "");
            case Figure.NotComputable(String reason) -> List.of(metric.code(), "", reason);
        };
    }

    private ReportTable equity() {
        List<EquityPoint> points = report.result().equity();
        Scale scale = report.result().valuation().scale();
        // The curve begins with the start balance, which is no point of the run.
        double[] depths = report.curve().points() == 0 || report.curve().equity()[0] <= 0
                ? new double[points.size() + 1]
                : Drawdown.of(report.curve()).depths();
        return ReportTable.of(
                "equity",
                List.of("time", "equity", "benchmark", "position", "drawdown"),
                IntStream.range(0, points.size()).boxed().toList(),
                i -> {
                    EquityPoint point = points.get(i);
                    return List.of(
                            time(point.timeNanos()),
                            Decimals.format(point.equityUnits(), scale),
                            Decimals.format(point.benchmarkUnits(), scale),
                            Decimals.format(point.positionUnits(), scale),
                            plain(depths[i + 1]));
                });
    }

    private ReportTable trades() {
        return ReportTable.of(
                "trades",
                List.of(
                        "market",
                        "side",
                        "quantity",
                        "entry_time",
                        "exit_time",
                        "entry_price",
                        "exit_price",
                        "profit",
                        "fees"),
                report.result().roundTrips(),
                this::line);
    }

    private List<String> line(RoundTrip trip) {
        MarketScales market = market(trip.symbol());
        return List.of(
                trip.symbol(),
                side(trip.side()),
                Decimals.format(trip.quantityUnits(), market.base()),
                time(trip.entryNanos()),
                time(trip.exitNanos()),
                Decimals.format(trip.entryPriceUnits(), market.price()),
                Decimals.format(trip.exitPriceUnits(), market.price()),
                Decimals.format(trip.profitUnits(), market.quote()),
                Decimals.format(trip.feeUnits(), market.quote()));
    }

    private ReportTable orders() {
        return ReportTable.of(
                "orders",
                List.of(
                        "client_order_id",
                        "market",
                        "side",
                        "type",
                        "quantity",
                        "filled",
                        "status",
                        "reason",
                        "signal_time",
                        "arrived_time",
                        "ended_time",
                        "explanation"),
                report.result().orders(),
                this::line);
    }

    private List<String> line(RunOrder order) {
        Scale base = market(order.intent().symbol()).base();
        return List.of(
                order.clientOrderId(),
                order.intent().symbol(),
                side(order.intent().side()),
                order.intent().type().getClass().getSimpleName(),
                Decimals.format(order.quantityUnits(), base),
                Decimals.format(order.filledUnits(), base),
                order.status().name().toLowerCase(Locale.ROOT),
                order.reason(),
                time(order.signalNanos()),
                time(order.arrivedNanos()),
                time(order.endedNanos()),
                order.fillability().explanation());
    }

    private ReportTable fills() {
        return ReportTable.of(
                "fills",
                List.of("client_order_id", "market", "side", "time", "price", "quantity", "value", "fee", "is_maker"),
                report.result().fills(),
                this::line);
    }

    private List<String> line(RunFill fill) {
        MarketScales market = market(fill.symbol());
        return List.of(
                fill.clientOrderId(),
                fill.symbol(),
                side(fill.side()),
                time(fill.timeNanos()),
                Decimals.format(fill.priceUnits(), market.price()),
                Decimals.format(fill.quantityUnits(), market.base()),
                Decimals.format(fill.quoteUnits(), market.quote()),
                Decimals.format(fill.feeUnits(), fill.side() == Side.BUY ? market.base() : market.quote()),
                Boolean.toString(fill.isMaker()));
    }

    private ReportTable warnings() {
        return ReportTable.of(
                "warnings",
                List.of("code", "message"),
                report.result().warnings(),
                warning -> List.of(warning.kind().code(), warning.message()));
    }

    private ReportTable log() {
        return ReportTable.of(
                "log",
                List.of("time", "text"),
                report.result().log(),
                line -> List.of(time(line.timeNanos()), line.text()));
    }
}
