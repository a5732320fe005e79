package com.flowex.trading.api.order;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.orderentry.read.ConsistentView;

/** {@code GET /api/trading/orders/{id}}. */
public record GetOrderEndpoint(OrderLookup orders, ConsistentView view) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        var id = orders.required(request.path("id"));
        view.await(request);
        return Answer.ok(orders.body(orders.order(request.caller().account(), id)));
    }
}
