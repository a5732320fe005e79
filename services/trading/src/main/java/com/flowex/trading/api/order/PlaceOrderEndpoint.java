package com.flowex.trading.api.order;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.PlacementOutcome;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.app.QuotaHeaders;
import com.flowex.trading.app.order.LendingFeature;
import com.flowex.trading.app.order.OrderForm;
import com.flowex.trading.app.order.PlaceOrderBody;
import com.flowex.trading.app.order.PlacedOrders;
import com.flowex.trading.store.order.OrderQueries;
import com.flowex.trading.store.order.TrackedOrder;

/**
 * {@code POST /api/trading/orders}: places an order. Responds 201 with the order after the command, or 200 if it was
 * placed before.
 */
public record PlaceOrderEndpoint(
        OrderEntryService orderEntry, OrderQueries queries, ConsistentView view, LendingFeature lending)
        implements Endpoint {

    /**
     * Result of a placement.
     *
     * @param isNew true if the order was not placed before
     */
    record Outcome(OrderBody order, boolean isNew) {}

    @Override
    public Answer answer(Request request) {
        Outcome outcome = place(request.body(PlaceOrderBody.class), request);
        Answer answer = outcome.isNew() ? Answer.created(outcome.order()) : Answer.ok(outcome.order());
        QuotaHeaders.report(orderEntry, request.caller().account(), answer::header);
        return answer;
    }

    /**
     * Places an order.
     *
     * @throws Refusal if a field is invalid, if the engine refuses the order, or if there is no answer
     */
    Outcome place(PlaceOrderBody body, Request request) {
        OrderRequest order = read(body, request);
        ListedMarket market = orderEntry.listed().market(order.instrument());
        CommandResult<PlacementOutcome> result = orderEntry.place(order, body.effects());
        return switch (result.orThrow()) {
            case PlacementOutcome.Now(var committed) ->
                new Outcome(OrderBody.of(PlacedOrders.of(committed), market), true);
            case PlacementOutcome.Before(OrderId before, long _, boolean byThis) ->
                new Outcome(asItIs(before, request, market), byThis);
        };
    }

    /**
     * Reads an order without sending it.
     *
     * @throws Refusal if a field is invalid, or if the order borrows and the exchange does not lend
     */
    public OrderRequest read(PlaceOrderBody body, Request request) {
        OrderRequest order = OrderForm.read(body, request.caller().account(), orderEntry);
        lending.require(order.account(), body.effects().borrows());
        return order;
    }

    private OrderBody asItIs(OrderId id, Request request, ListedMarket market) {
        view.awaitAfter("the order was placed before as " + id, request);
        TrackedOrder order = queries.find(request.caller().account(), id)
                .orElseThrow(() -> new IllegalStateException("order " + id + " is not in the view"));
        return OrderBody.of(order, market);
    }
}
