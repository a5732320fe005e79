package com.flowex.trading.api.order.trial;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.trading.app.order.LendingFeature;
import com.flowex.trading.app.order.OrderPairForm;
import com.flowex.trading.app.order.PlacePairBody;

/**
 * {@code POST /api/trading/orders/oco/test}: previews the amount that both orders of a pair together would hold at the
 * present position of the log, or returns the refusal. Nothing changes.
 */
public record TestPairEndpoint(OrderEntryService orderEntry, LendingFeature lending) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        OrderPairForm.RequestedPair pair = OrderPairForm.read(
                request.body(PlacePairBody.class), request.caller().account(), orderEntry);
        lending.require(request.caller().account(), pair.effects().borrows());
        return Answer.ok(OrderTestBody.of(
                orderEntry.testPair(pair.limit(), pair.stop(), pair.effects()).orThrow(),
                pair.limit(),
                orderEntry.listed().market(pair.limit().instrument())));
    }
}
