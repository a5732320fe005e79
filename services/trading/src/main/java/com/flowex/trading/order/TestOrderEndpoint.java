package com.flowex.trading.order;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.Trial;
import com.flowex.domain.command.TryOrder;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;
import com.flowex.trading.market.Market;

/**
 * {@code POST /api/trading/orders/test}: what placing the order would do at this place of the log, to the last unit, or the
 * refusal that it would meet. The engine says so by its own rules, and nothing changes.
 */
public record TestOrderEndpoint(PlaceOrderEndpoint one) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        OrderRequest order = one.read(request.body(PlaceOrderBody.class), request);
        Market market = one.directory().market(order.instrument());
        if (one.path().submit(order.account(), new TryOrder(order)) instanceof Outcome.Tried tried) {
            return switch (tried.trial()) {
                case Trial.Planned(var plan) -> Answer.ok(OrderTestBody.of(plan, order, market, tried));
                case Trial.Repeats(var before) -> Answer.ok(OrderTestBody.ofPlaced(before, order, market, tried));
                case Trial.Refused(var reason) -> throw OrderRefusals.of(reason, market);
            };
        }
        throw new IllegalStateException("this is no answer to who tries an order");
    }
}
