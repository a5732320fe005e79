package com.flowex.trading.order;

import com.flowex.desk.ListedMarket;
import com.flowex.domain.OrderRequest;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;

/**
 * {@code POST /api/trading/orders/test}: what placing the order would do at this place of the log, to the last unit, or the
 * refusal that it would meet. The engine says so by its own rules, and nothing changes.
 */
public record TestOrderEndpoint(PlaceOrderEndpoint one) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        OrderRequest order = one.read(request.body(PlaceOrderBody.class), request);
        ListedMarket market = one.desk().listed().market(order.instrument());
        return Answer.ok(OrderTestBody.of(one.desk().test(order).orThrow(), order, market));
    }
}
