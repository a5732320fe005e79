package com.flowex.trading.api.order.trial;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.order.OrderRequest;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.OrderPreviewResult;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.api.order.PlaceOrderEndpoint;
import com.flowex.trading.app.order.PlaceOrderBody;

/**
 * {@code POST /api/trading/orders/test}: previews an order at the present position of the log, exact to the last unit,
 * or returns its refusal. The engine computes the result by its own rules, and nothing changes.
 */
public record TestOrderEndpoint(PlaceOrderEndpoint one) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        PlaceOrderBody body = request.body(PlaceOrderBody.class);
        OrderRequest order = one.read(body, request);
        ListedMarket market = one.orderEntry().listed().market(order.instrument());
        CommandResult<OrderPreviewResult> result = one.orderEntry().test(order, body.effects());
        return Answer.ok(OrderTestBody.of(result.orThrow(), order, market));
    }
}
