package com.flowex.trading.api.order.trial;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.orderentry.LinkedRequests;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.trading.app.order.LendingFeature;
import com.flowex.trading.app.order.LinkedPairForm;
import com.flowex.trading.app.order.PlaceLinkedPairBody;

/**
 * {@code POST /api/trading/orders/otoco/test}: previews the working order of a list of three at the present position of
 * the log, or returns the refusal of all. The pending orders hold nothing. Nothing changes.
 */
public record TestLinkedPairEndpoint(OrderEntryService orderEntry, LendingFeature lending) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        LinkedRequests all = LinkedPairForm.read(
                request.body(PlaceLinkedPairBody.class), request.caller().account(), orderEntry);
        lending.require(request.caller().account(), all.borrow());
        return Answer.ok(OrderTestBody.of(
                orderEntry.testLinked(all).orThrow(),
                all.working(),
                orderEntry.listed().market(all.working().instrument())));
    }
}
