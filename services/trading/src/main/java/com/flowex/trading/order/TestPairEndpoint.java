package com.flowex.trading.order;

import com.flowex.desk.OrderEntryService;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;

/**
 * {@code POST /api/trading/orders/oco/test}: previews the amount that both orders of a pair together would hold at the
 * present position of the log, or returns the refusal. Nothing changes.
 */
public record TestPairEndpoint(OrderEntryService desk) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        PairForm.Pair pair = PairForm.read(
                request.body(PlacePairBody.class), request.caller().account(), desk);
        return Answer.ok(OrderTestBody.of(
                desk.testPair(pair.limit(), pair.stop()).orThrow(),
                pair.limit(),
                desk.listed().market(pair.limit().instrument())));
    }
}
