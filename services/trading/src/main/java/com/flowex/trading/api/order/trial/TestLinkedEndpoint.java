package com.flowex.trading.api.order.trial;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.orderentry.LinkedRequests;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.trading.app.order.LendingFeature;
import com.flowex.trading.app.order.LinkedOrdersForm;
import com.flowex.trading.app.order.PlaceLinkedBody;

/**
 * {@code POST /api/trading/orders/oto/test}: previews the working order of two linked ones at the present position of
 * the log, or returns the refusal of both. The pending order holds nothing. Nothing changes.
 */
public record TestLinkedEndpoint(OrderEntryService orderEntry, LendingFeature lending) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        LinkedRequests both = LinkedOrdersForm.read(
                request.body(PlaceLinkedBody.class), request.caller().account(), orderEntry);
        lending.require(request.caller().account(), both.borrow());
        return Answer.ok(OrderTestBody.of(
                orderEntry.testLinked(both).orThrow(),
                both.working(),
                orderEntry.listed().market(both.working().instrument())));
    }
}
