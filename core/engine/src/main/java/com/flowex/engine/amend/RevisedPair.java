package com.flowex.engine.amend;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;

/**
 * The two orders of a pair as a change would leave them.
 *
 * @param limit slot of the limit order, which rests
 * @param stop slot of the stop, which waits
 * @param terms terms of the limit order
 * @param request request of the stop, with the quantity of both
 */
record RevisedPair(int limit, int stop, OrderTerms.Limit terms, OrderRequest request) {

    long quantity() {
        return request.quantity().units();
    }

    long price() {
        return terms.price().units();
    }

    Side side() {
        return request.side();
    }
}
