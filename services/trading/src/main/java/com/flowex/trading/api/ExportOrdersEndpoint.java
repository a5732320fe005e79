package com.flowex.trading.api;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Csv;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.trading.api.order.OrderBody;
import com.flowex.trading.store.order.OrderQueries;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/trading/exports/orders}: the caller's open and ended orders as a CSV file, newest first. */
public record ExportOrdersEndpoint(InstrumentDirectory directory, OrderQueries orders, ConsistentView view)
        implements Endpoint {

    private static final int PAGE_ROWS = 500;

    private static final List<Csv.Column<OrderBody>> COLUMNS = List.of(
            new Csv.Column<>("created_at", OrderBody::createdAt),
            new Csv.Column<>("updated_at", OrderBody::updatedAt),
            new Csv.Column<>("order_id", OrderBody::id),
            new Csv.Column<>("client_order_id", OrderBody::clientOrderId),
            new Csv.Column<>("symbol", OrderBody::symbol),
            new Csv.Column<>("side", OrderBody::side),
            new Csv.Column<>("type", OrderBody::type),
            new Csv.Column<>("status", OrderBody::status),
            new Csv.Column<>("price", OrderBody::price),
            new Csv.Column<>("stop_price", OrderBody::stopPrice),
            new Csv.Column<>("quantity", OrderBody::quantity),
            new Csv.Column<>("filled_quantity", OrderBody::filledQuantity),
            new Csv.Column<>("average_price", OrderBody::averagePrice),
            new Csv.Column<>("fee", body -> first(body.fees(), OrderBody.FeeBody::amount)),
            new Csv.Column<>("fee_asset", body -> first(body.fees(), OrderBody.FeeBody::asset)),
            new Csv.Column<>("rebate", body -> first(body.rebates(), OrderBody.FeeBody::amount)),
            new Csv.Column<>("rebate_asset", body -> first(body.rebates(), OrderBody.FeeBody::asset)));

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        HistoryFilter filter = HistoryFilter.of(request.caller().tenant(), request::query, directory);
        view.await(request);
        Csv.Content content =
                Csv.content(shown(), filter.pages(last -> page(account, filter, last), order -> order.request()
                        .side()));
        return Answer.lines(Csv.CONTENT_TYPE, content::to).header("Content-Disposition", Csv.attachment("orders.csv"));
    }

    private static @Nullable String first(List<OrderBody.FeeBody> fees, Function<OrderBody.FeeBody, String> part) {
        return fees.isEmpty() ? null : part.apply(fees.getFirst());
    }

    private List<Csv.Column<TrackedOrder>> shown() {
        return Stream.concat(
                        COLUMNS.stream()
                                .map(column -> new Csv.Column<TrackedOrder>(column.name(), order -> column.value()
                                        .apply(OrderBody.of(order, market(order))))),
                        Stream.of(new Csv.Column<TrackedOrder>("total", this::total)))
                .toList();
    }

    /** Returns the amount of the quote asset that the order's fills moved. */
    private String total(TrackedOrder order) {
        return Decimals.format(
                order.progress().filledQuoteUnits(), market(order).quoteScale());
    }

    private ListedMarket market(TrackedOrder order) {
        return directory.market(order.request().instrument());
    }

    private List<TrackedOrder> page(AccountId account, HistoryFilter filter, @Nullable TrackedOrder last) {
        long before = last == null ? OrderQueries.FROM_NEWEST : last.id().value();
        return orders.page(new OrderQueries.OrderFilter(
                account, filter.instrument(), filter.statuses(), filter.span(), before, PAGE_ROWS));
    }
}
