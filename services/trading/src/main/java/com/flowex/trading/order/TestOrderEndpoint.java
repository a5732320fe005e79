package com.flowex.trading.order;

import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;

/**
 * {@code POST /api/trading/orders/test}: says what is wrong with an order's form. What the book would do with it only the
 * engine knows, which cannot be asked without a command yet: 501.
 */
public record TestOrderEndpoint(PlaceOrderEndpoint one) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        one.read(request.body(PlaceOrderBody.class), request);
        throw ProblemException.notYet("the form of the order is right; what the exchange would do with it");
    }
}
