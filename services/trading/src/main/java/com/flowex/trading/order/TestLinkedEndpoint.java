package com.flowex.trading.order;

import com.flowex.desk.OrderEntryService;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;

/**
 * {@code POST /api/trading/orders/oto/test}: what the working order of two linked ones would do at this place of the log, or the refusal
 * that both would meet; the pending one holds nothing. Nothing changes.
 */
public record TestLinkedEndpoint(OrderEntryService desk) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        LinkedForm.Two both = LinkedForm.read(
                request.body(PlaceLinkedBody.class), request.caller().account(), desk);
        return Answer.ok(OrderTestBody.of(
                desk.testLinked(both.working(), both.pending()).orThrow(),
                both.working(),
                desk.listed().market(both.working().instrument())));
    }
}
