package com.flowex.trading.api.order;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.CommandResult;
import com.flowex.trading.app.QuotaHeaders;
import com.flowex.trading.app.order.PlaceOrderBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/trading/orders/batch}: places up to fifteen orders, one after the other. */
public record PlaceOrdersEndpoint(PlaceOrderEndpoint one) implements Endpoint {

    /** The request body. */
    private record OrdersBody(@Nullable List<PlaceOrderBody> orders) {}

    @Override
    public Answer answer(Request request) {
        List<PlaceOrderBody> orders =
                OrderBatch.required("orders", request.body(OrdersBody.class).orders(), request::drawMore);
        List<OrderBatch.Item> items =
                CommandResult.each(
                                orders,
                                body -> new CommandResult.Accepted<>(
                                        one.place(body, request).order()))
                        .stream()
                        .map(result -> OrderBatch.Item.of(result, order -> order))
                        .toList();
        AccountId account = request.caller().account();
        Answer answer =
                Answer.ok(new OrderBatch.BatchBody(items, one.orderEntry().lastSequence(account)));
        QuotaHeaders.report(one.orderEntry(), account, answer::header);
        return answer;
    }
}
