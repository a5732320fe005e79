package com.flowex.trading.order;

import com.flowex.desk.ListedMarket;
import com.flowex.domain.OrderRequest;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;

/**
 * {@code POST /api/trading/orders/test}: previews an order at the present position of the log, exact to the last unit,
 * or returns its refusal. The engine computes the result by its own rules, and nothing changes.
 */
public record TestOrderEndpoint(PlaceOrderEndpoint one) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        OrderRequest order = one.read(request.body(PlaceOrderBody.class), request);
        ListedMarket market = one.desk().listed().market(order.instrument());
        return Answer.ok(OrderTestBody.of(one.desk().test(order).orThrow(), order, market));
    }
}
