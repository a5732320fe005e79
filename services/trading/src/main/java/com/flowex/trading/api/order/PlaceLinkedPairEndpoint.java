package com.flowex.trading.api.order;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.LinkedRequests;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.PlacementOutcome;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.trading.app.QuotaHeaders;
import com.flowex.trading.app.order.LendingFeature;
import com.flowex.trading.app.order.LinkedPairForm;
import com.flowex.trading.app.order.PlaceLinkedPairBody;
import com.flowex.trading.app.order.PlacedOrders;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.List;

/**
 * {@code POST /api/trading/orders/otoco}: places a working order and a pair that starts when the working order is filled,
 * in one command. Responds 201 with all three after the command, or 200 if they were placed before.
 */
public record PlaceLinkedPairEndpoint(
        OrderEntryService orderEntry, OrderLookup orders, ConsistentView view, LendingFeature lending)
        implements Endpoint {

    /** The schema LinkedPair of docs/api/openapi.yaml. */
    private record ThreeOrders(OrderBody working, OrderBody limit, OrderBody stop, long sequence) {

        static ThreeOrders of(List<OrderBody> orders, long sequence) {
            return new ThreeOrders(orders.getFirst(), orders.get(1), orders.get(2), sequence);
        }
    }

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        LinkedRequests requested = LinkedPairForm.read(request.body(PlaceLinkedPairBody.class), account, orderEntry);
        lending.require(account, requested.borrow());
        return switch (orderEntry.linked(requested).orThrow()) {
            case PlacementOutcome.Now(var committed) -> {
                var market = orderEntry.listed().market(requested.working().instrument());
                List<OrderBody> placed = PlacedOrders.all(committed).stream()
                        .map(order -> OrderBody.of(order, market))
                        .toList();
                Answer answer = Answer.created(ThreeOrders.of(placed, committed.lastSequence()));
                QuotaHeaders.report(orderEntry, account, answer::header);
                yield answer;
            }
            case PlacementOutcome.Before(OrderId working, long _, boolean byThis) ->
                repeated(request, account, working, byThis);
        };
    }

    private Answer repeated(Request request, AccountId account, OrderId working, boolean byThis) {
        view.awaitAfter("all three were placed before, the working order as " + working, request);
        TrackedOrder first = orders.order(account, working);
        List<OrderBody> placed =
                orders.list(account, first).stream().map(orders::body).toList();
        long sequence = placed.stream().mapToLong(OrderBody::sequence).max().orElse(0);
        ThreeOrders body = ThreeOrders.of(placed, sequence);
        return byThis ? Answer.created(body) : Answer.ok(body);
    }
}
