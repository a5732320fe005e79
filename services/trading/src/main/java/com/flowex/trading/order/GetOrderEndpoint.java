package com.flowex.trading.order;

import com.flowex.desk.ConsistentView;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;

/** {@code GET /api/trading/orders/{id}}. */
public record GetOrderEndpoint(OrderLookup orders, ConsistentView view) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        var id = orders.required(request.path("id"));
        view.await(request);
        return Answer.ok(orders.body(orders.order(request.caller().account(), id)));
    }
}
