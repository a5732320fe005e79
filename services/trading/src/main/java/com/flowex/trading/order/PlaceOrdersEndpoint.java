package com.flowex.trading.order;

import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/trading/orders/batch}: up to fifteen orders, placed one after the other. */
public record PlaceOrdersEndpoint(PlaceOrderEndpoint one) implements Endpoint {

    /** The body as sent. */
    private record OrdersBody(@Nullable List<PlaceOrderBody> orders) {}

    @Override
    public Answer answer(Request request) {
        List<PlaceOrderBody> orders =
                Batch.required("orders", request.body(OrdersBody.class).orders(), request::drawMore);
        List<Batch.Item> items = Batch.each(
                orders, body -> Batch.Item.of(one.place(body, request).order()));
        return Answer.ok(new Batch.BatchBody(
                items, one.path().lastSequence(request.caller().account())));
    }
}
