package com.flowex.trading.report;

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
import com.flowex.trading.fill.FillBody;
import com.flowex.trading.fill.FillRow;
import com.flowex.trading.order.query.OrderWords;
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
    private interface Stretch<T> {
        List<T> of(ReportQueries queries, ReportFilter filter, long from);
    }

    /** A column, computed from a row and its market. */
    private record Told<T>(String name, Value<T> value) {

        interface Value<T> {
            @Nullable
            Object of(T row, ListedMarket market);
        }
    }

    private static final List<Told<ReportedFill>> EXECUTION = List.of(
            new Told<>("time", (row, _) -> time(row.fill())),
            new Told<>("sequence", (row, _) -> row.fill().sequence()),
            new Told<>("trade_id", (row, _) -> Long.toString(row.fill().tradeId())),
            new Told<>("order_id", (row, _) -> Long.toString(row.fill().orderId())),
            new Told<>("account", (row, _) -> Long.toString(row.account())),
            new Told<>("symbol", (_, market) -> market.instrument().symbol()),
            new Told<>("side", (row, _) -> OrderWords.of(row.fill().side())),
            new Told<>("price", (row, market) -> price(row.fill(), market)),
            new Told<>("quantity", (row, market) -> quantity(row.fill(), market)),
            new Told<>("total", (row, market) -> total(row.fill(), market)),
            new Told<>("fee", (row, market) -> FillBody.of(row.fill(), market).fee()),
            new Told<>("fee_asset", (row, market) -> FillBody.of(row.fill(), market)
                    .feeAsset()),
            new Told<>(
                    "rebate", (row, market) -> FillBody.of(row.fill(), market).rebate()),
            new Told<>("rebate_asset", (row, market) -> FillBody.of(row.fill(), market)
                    .rebateAsset()),
            new Told<>("liquidity", (row, _) -> row.fill().maker() ? "maker" : "taker"));

    private static final List<Told<ReportedTrade>> TRADE = List.of(
            new Told<>("time", (row, _) -> time(row.any())),
            new Told<>("sequence", (row, _) -> row.any().sequence()),
            new Told<>("trade_id", (row, _) -> Long.toString(row.any().tradeId())),
            new Told<>("symbol", (_, market) -> market.instrument().symbol()),
            new Told<>("price", (row, market) -> price(row.any(), market)),
            new Told<>("quantity", (row, market) -> quantity(row.any(), market)),
            new Told<>("total", (row, market) -> total(row.any(), market)),
            new Told<>("taker_side", (row, _) -> OrderWords.of(row.any().side())),
            new Told<>("buyer", (row, _) -> Long.toString(row.of(Side.BUY).account())),
            new Told<>(
                    "buy_order_id",
                    (row, _) -> Long.toString(row.of(Side.BUY).fill().orderId())),
            new Told<>(
                    "buyer_fee", (row, market) -> FillBody.of(row.of(Side.BUY).fill(), market)
                            .fee()),
            new Told<>("seller", (row, _) -> Long.toString(row.of(Side.SELL).account())),
            new Told<>(
                    "sell_order_id",
                    (row, _) -> Long.toString(row.of(Side.SELL).fill().orderId())),
            new Told<>(
                    "seller_fee", (row, market) -> FillBody.of(row.of(Side.SELL).fill(), market)
                            .fee()));

    /**
     * Columns named after transaction fields of RTS 22 of the EU, as far as an exchange of crypto-assets has them. The
     * fields are 2, 28, 36, 41, 33, 34, 30, 31, 7, 16 and 29. Accounts identify the persons; only the list of users
     * names them.
     */
    private static final List<Told<ReportedTrade>> REGULATORY = List.of(
            new Told<>(
                    "transaction_reference",
                    (row, market) ->
                            market.instrument().tenant() + "-" + row.any().tradeId()),
            new Told<>("trading_date_time", (row, _) -> time(row.any())),
            new Told<>(
                    "venue", (_, market) -> Integer.toString(market.instrument().tenant())),
            new Told<>("instrument", (_, market) -> market.instrument().symbol()),
            new Told<>("price", (row, market) -> price(row.any(), market)),
            new Told<>("price_currency", (_, market) -> market.quote().code()),
            new Told<>("quantity", (row, market) -> quantity(row.any(), market)),
            new Told<>("quantity_currency", (_, market) -> market.base().code()),
            new Told<>("net_amount", (row, market) -> total(row.any(), market)),
            new Told<>("buyer", (row, _) -> Long.toString(row.of(Side.BUY).account())),
            new Told<>("seller", (row, _) -> Long.toString(row.of(Side.SELL).account())),
            new Told<>("buyer_liquidity", (row, _) -> liquidity(row.of(Side.BUY))),
            new Told<>("seller_liquidity", (row, _) -> liquidity(row.of(Side.SELL))),
            new Told<>("trading_capacity", (_, _) -> "AOTC"),
            new Told<>("sequence", (row, _) -> row.any().sequence()));

    private final String name;
    private final InstrumentDirectory directory;
    private final ReportQueries queries;
    private final ConsistentView view;
    private final List<Told<T>> told;
    private final Stretch<T> stretch;
    private final Function<T, FillRow> fill;

    private TradeReportEndpoint(
            String name,
            InstrumentDirectory directory,
            ReportQueries queries,
            ConsistentView view,
            List<Told<T>> told,
            Stretch<T> stretch,
            Function<T, FillRow> fill) {
        this.name = name;
        this.directory = directory;
        this.queries = queries;
        this.view = view;
        this.told = told;
        this.stretch = stretch;
        this.fill = fill;
    }

    /** Creates the report of each side of each trade. */
    static Endpoint executions(InstrumentDirectory directory, ReportQueries queries, ConsistentView view) {
        return new TradeReportEndpoint<>(
                "executions", directory, queries, view, EXECUTION, ReportQueries::executions, ReportedFill::fill);
    }

    /** Creates the report of each trade, with both sides. */
    static Endpoint trades(InstrumentDirectory directory, ReportQueries queries, ConsistentView view) {
        return new TradeReportEndpoint<>(
                "trades", directory, queries, view, TRADE, ReportQueries::trades, ReportedTrade::any);
    }

    /** Creates the report of each trade for a supervisor. */
    static Endpoint regulatory(InstrumentDirectory directory, ReportQueries queries, ConsistentView view) {
        return new TradeReportEndpoint<>(
                "regulatory", directory, queries, view, REGULATORY, ReportQueries::trades, ReportedTrade::any);
    }

    @Override
    public Answer answer(Request request) {
        view.await(request);
        ReportFilter filter = ReportPages.filter(request, directory, view.sequence());
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("from_sequence", filter.fromSequence());
        said.put("to_sequence", filter.toSequence());
        return ReportPages.of(request, name, said, columns(), sink -> {
                    long from = filter.fromSequence();
                    while (from <= filter.toSequence()) {
                        for (T row : stretch.of(queries, filter, from)) {
                            sink.row(row);
                        }
                        from += ReportQueries.STRETCH_EVENTS;
                    }
                })
                .header(FROM, Long.toString(filter.fromSequence()))
                .header(TO, Long.toString(filter.toSequence()));
    }

    private List<Csv.Column<T>> columns() {
        return told.stream()
                .map(column -> new Csv.Column<T>(column.name(), row -> column.value()
                        .of(row, directory.market(fill.apply(row).instrument()))))
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
