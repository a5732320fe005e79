package com.flowex.trading.api.order;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.ClientOrderIdStatus;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.app.order.ClientOrderIdField;
import com.flowex.trading.store.order.OrderQueries;
import com.flowex.trading.store.order.OrderStatus;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code GET /api/trading/orders} and, for callers who may see other users,
 * {@code GET /api/trading/accounts/{number}/orders}: orders, newest first, by market, status or client order id.
 *
 * @param whose returns the account whose orders are listed
 */
public record ListOrdersEndpoint(
        Function<Request, AccountId> whose,
        OrderEntryService orderEntry,
        OrderQueries queries,
        OrderLookup orders,
        ConsistentView view)
        implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AccountId account = whose.apply(request);
        Set<OrderStatus> statuses = statuses(request);
        Optional<String> symbol = request.query("symbol");
        Optional<InstrumentId> instrument = symbol.flatMap(
                text -> orderEntry.listed().find(account.tenant(), text).map(market -> market.instrument()
                        .id()));
        if (symbol.isPresent() && instrument.isEmpty()) {
            return Answer.ok(Page.whole(List.of()));
        }
        int limit = request.limit();
        OrderQueries.OrderFilter filter = new OrderQueries.OrderFilter(
                account,
                instrument.orElse(null),
                statuses,
                LogTime.span(request::query),
                request.cursor(OrderQueries.FROM_NEWEST),
                limit + 1);
        Optional<String> clientOrderId = request.query("client_order_id");
        return clientOrderId.isPresent() ? one(clientOrderId.get(), filter, request) : page(filter, limit, request);
    }

    private Answer page(OrderQueries.OrderFilter filter, int limit, Request request) {
        view.await(request);
        List<TrackedOrder> found = queries.page(filter);
        if (found.isEmpty() && !filter.account().equals(request.caller().account())) {
            orderEntry.requireAccount(filter.account());
        }
        return Answer.ok(
                Page.of(found, limit, order -> request.cursorBehind(order.id().value()))
                        .map(orders::body));
    }

    private Answer one(String clientOrderId, OrderQueries.OrderFilter filter, Request request) {
        ClientOrderIdStatus traced = orderEntry
                .resolve(filter.account(), ClientOrderIdField.read(clientOrderId), false)
                .orThrow();
        view.await(request);
        return switch (traced) {
            case ClientOrderIdStatus.Known(OrderId id) ->
                Answer.ok(Page.whole(queries.find(filter.account(), id).stream()
                        .filter(order -> matches(order, filter))
                        .map(orders::body)
                        .toList()));
            case ClientOrderIdStatus.Refused _, ClientOrderIdStatus.Burnt _, ClientOrderIdStatus.NeverSeen _ ->
                Answer.ok(Page.whole(List.of()));
        };
    }

    private static boolean matches(TrackedOrder order, OrderQueries.OrderFilter filter) {
        InstrumentId instrument = filter.instrument();
        return (instrument == null || instrument.equals(order.request().instrument()))
                && (filter.statuses().isEmpty() || filter.statuses().contains(order.status()))
                && filter.accepted().contains(order.createdNanos())
                && order.id().value() < filter.before();
    }

    private static Set<OrderStatus> statuses(Request request) {
        Set<OrderStatus> statuses = EnumSet.noneOf(OrderStatus.class);
        request.query("status").ifPresent(text -> {
            for (String word : text.split(",", -1)) {
                statuses.add(OrderStatus.of(word).orElseThrow(ListOrdersEndpoint::notAStatus));
            }
        });
        return statuses;
    }

    private static Refusal notAStatus() {
        return Refusal.invalid(
                "status",
                "one or more of waiting, open, partially_filled, filled, canceled, expired, separated by commas");
    }
}
