package com.flowex.trading.api.report;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Csv;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.trading.api.FillBody;
import com.flowex.trading.store.FillRow;
import com.flowex.trading.store.order.OrderCodes;
import com.flowex.trading.store.report.ReportFilter;
import com.flowex.trading.store.report.ReportQueries;
import com.flowex.trading.store.report.ReportedFill;
import com.flowex.trading.store.report.ReportedTrade;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reports of trades, in the order of the log, for a range of events that the response names. A request with the same
 * range gives the same bytes.
 *
 * @param <T> subject of a row
 */
public final class TradeReportEndpoint<T> implements Endpoint {

    private static final String FROM = "X-From-Sequence";
    private static final String TO = "X-To-Sequence";

    /** Reads the rows of a range. */
    private interface RangeQuery<T> {
        List<T> of(ReportQueries queries, ReportFilter filter, long from);
    }

    /** A column, computed from a row and its market. */
    private record ReportColumn<T>(String name, Value<T> value) {

        interface Value<T> {
            @Nullable
            Object of(T row, ListedMarket market);
        }
    }

    /**
     * Kind of report: its name, its columns, and the reader of its rows.
     *
     * @param fill a fill of the row, which names its market
     */
    private record ReportKind<T>(
            String name, List<ReportColumn<T>> columns, RangeQuery<T> range, Function<T, FillRow> fill) {}

    private static final List<ReportColumn<ReportedFill>> EXECUTION = List.of(
            new ReportColumn<>("time", (row, _) -> time(row.fill())),
            new ReportColumn<>("sequence", (row, _) -> row.fill().sequence()),
            new ReportColumn<>("trade_id", (row, _) -> Long.toString(row.fill().tradeId())),
            new ReportColumn<>("order_id", (row, _) -> Long.toString(row.fill().orderId())),
            new ReportColumn<>("account", (row, _) -> Long.toString(row.account())),
            new ReportColumn<>("symbol", (_, market) -> market.instrument().symbol()),
            new ReportColumn<>("side", (row, _) -> OrderCodes.of(row.fill().side())),
            new ReportColumn<>("price", (row, market) -> price(row.fill(), market)),
            new ReportColumn<>("quantity", (row, market) -> quantity(row.fill(), market)),
            new ReportColumn<>("total", (row, market) -> total(row.fill(), market)),
            new ReportColumn<>(
                    "fee", (row, market) -> FillBody.of(row.fill(), market).fee()),
            new ReportColumn<>("fee_asset", (row, market) -> FillBody.of(row.fill(), market)
                    .feeAsset()),
            new ReportColumn<>(
                    "rebate", (row, market) -> FillBody.of(row.fill(), market).rebate()),
            new ReportColumn<>("rebate_asset", (row, market) -> FillBody.of(row.fill(), market)
                    .rebateAsset()),
            new ReportColumn<>("liquidity", (row, _) -> row.fill().maker() ? "maker" : "taker"));

    private static final List<ReportColumn<ReportedTrade>> TRADE = List.of(
            new ReportColumn<>("time", (row, _) -> time(row.any())),
            new ReportColumn<>("sequence", (row, _) -> row.any().sequence()),
            new ReportColumn<>("trade_id", (row, _) -> Long.toString(row.any().tradeId())),
            new ReportColumn<>("symbol", (_, market) -> market.instrument().symbol()),
            new ReportColumn<>("price", (row, market) -> price(row.any(), market)),
            new ReportColumn<>("quantity", (row, market) -> quantity(row.any(), market)),
            new ReportColumn<>("total", (row, market) -> total(row.any(), market)),
            new ReportColumn<>("taker_side", (row, _) -> OrderCodes.of(row.any().side())),
            new ReportColumn<>(
                    "buyer", (row, _) -> Long.toString(row.of(Side.BUY).account())),
            new ReportColumn<>(
                    "buy_order_id",
                    (row, _) -> Long.toString(row.of(Side.BUY).fill().orderId())),
            new ReportColumn<>(
                    "buyer_fee", (row, market) -> FillBody.of(row.of(Side.BUY).fill(), market)
                            .fee()),
            new ReportColumn<>(
                    "seller", (row, _) -> Long.toString(row.of(Side.SELL).account())),
            new ReportColumn<>(
                    "sell_order_id",
                    (row, _) -> Long.toString(row.of(Side.SELL).fill().orderId())),
            new ReportColumn<>(
                    "seller_fee", (row, market) -> FillBody.of(row.of(Side.SELL).fill(), market)
                            .fee()));

    /**
     * Columns named after transaction fields of RTS 22 of the EU, as far as an exchange of crypto-assets has them. The
     * fields are 2, 28, 36, 41, 33, 34, 30, 31, 7, 16 and 29. Accounts identify the persons; only the list of users
     * names them.
     */
    private static final List<ReportColumn<ReportedTrade>> REGULATORY = List.of(
            new ReportColumn<>(
                    "transaction_reference",
                    (row, market) ->
                            market.instrument().tenant() + "-" + row.any().tradeId()),
            new ReportColumn<>("trading_date_time", (row, _) -> time(row.any())),
            new ReportColumn<>(
                    "venue", (_, market) -> Integer.toString(market.instrument().tenant())),
            new ReportColumn<>("instrument", (_, market) -> market.instrument().symbol()),
            new ReportColumn<>("price", (row, market) -> price(row.any(), market)),
            new ReportColumn<>("price_currency", (_, market) -> market.quote().code()),
            new ReportColumn<>("quantity", (row, market) -> quantity(row.any(), market)),
            new ReportColumn<>("quantity_currency", (_, market) -> market.base().code()),
            new ReportColumn<>("net_amount", (row, market) -> total(row.any(), market)),
            new ReportColumn<>(
                    "buyer", (row, _) -> Long.toString(row.of(Side.BUY).account())),
            new ReportColumn<>(
                    "seller", (row, _) -> Long.toString(row.of(Side.SELL).account())),
            new ReportColumn<>("buyer_liquidity", (row, _) -> liquidity(row.of(Side.BUY))),
            new ReportColumn<>("seller_liquidity", (row, _) -> liquidity(row.of(Side.SELL))),
            new ReportColumn<>("trading_capacity", (_, _) -> "AOTC"),
            new ReportColumn<>("sequence", (row, _) -> row.any().sequence()));

    private final InstrumentDirectory directory;
    private final ReportQueries queries;
    private final ConsistentView view;
    private final ReportKind<T> kind;

    private TradeReportEndpoint(
            InstrumentDirectory directory, ReportQueries queries, ConsistentView view, ReportKind<T> kind) {
        this.directory = directory;
        this.queries = queries;
        this.view = view;
        this.kind = kind;
    }

    /** Creates the report of each side of each trade. */
    static Endpoint executions(InstrumentDirectory directory, ReportQueries queries, ConsistentView view) {
        return new TradeReportEndpoint<>(
                directory,
                queries,
                view,
                new ReportKind<>("executions", EXECUTION, ReportQueries::executions, ReportedFill::fill));
    }

    /** Creates the report of each trade, with both sides. */
    static Endpoint trades(InstrumentDirectory directory, ReportQueries queries, ConsistentView view) {
        return new TradeReportEndpoint<>(
                directory, queries, view, new ReportKind<>("trades", TRADE, ReportQueries::trades, ReportedTrade::any));
    }

    /** Creates the report of each trade for a supervisor. */
    static Endpoint regulatory(InstrumentDirectory directory, ReportQueries queries, ConsistentView view) {
        return new TradeReportEndpoint<>(
                directory,
                queries,
                view,
                new ReportKind<>("regulatory", REGULATORY, ReportQueries::trades, ReportedTrade::any));
    }

    @Override
    public Answer answer(Request request) {
        view.await(request);
        ReportFilter filter = ReportPages.filter(request, directory, queries, view.sequence());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("from_sequence", filter.fromSequence());
        fields.put("to_sequence", filter.toSequence());
        return ReportPages.of(request, kind.name(), fields, columns(), sink -> {
                    long from = filter.fromSequence();
                    while (from <= filter.toSequence()) {
                        for (T row : kind.range().of(queries, filter, from)) {
                            sink.row(row);
                        }
                        from += ReportQueries.RANGE_EVENTS;
                    }
                })
                .header(FROM, Long.toString(filter.fromSequence()))
                .header(TO, Long.toString(filter.toSequence()));
    }

    private List<Csv.Column<T>> columns() {
        return kind.columns().stream()
                .map(column -> new Csv.Column<T>(column.name(), row -> column.value()
                        .of(row, directory.market(kind.fill().apply(row).instrument()))))
                .toList();
    }

    private static Instant time(FillRow fill) {
        return LogTime.instant(fill.executedNanos());
    }

    private static String price(FillRow fill, ListedMarket market) {
        return Decimals.format(fill.priceUnits(), market.priceScale());
    }

    private static String quantity(FillRow fill, ListedMarket market) {
        return Decimals.format(fill.quantityUnits(), market.quantityScale());
    }

    private static String total(FillRow fill, ListedMarket market) {
        return Decimals.format(fill.quoteUnits(), market.quoteScale());
    }

    private static String liquidity(ReportedFill side) {
        return side.fill().maker() ? "maker" : "taker";
    }
}
