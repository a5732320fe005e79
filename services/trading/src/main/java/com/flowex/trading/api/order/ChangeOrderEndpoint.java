package com.flowex.trading.api.order;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.trading.app.order.OrderChangeForm;
import com.flowex.trading.app.order.OrderVersions;
import com.flowex.trading.store.order.TrackedOrder;

/**
 * {@code PATCH /api/trading/orders/{id}}: changes an open order. With a smaller quantity or another display quantity
 * the order keeps its place in the queue. With another price it goes behind the others. An order that waits for its
 * trigger may be changed in every term.
 */
public record ChangeOrderEndpoint(
        OrderEntryService orderEntry, OrderLookup orders, OrderVersions versions, ConsistentView view)
        implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        OrderChangeForm.Body body = request.body(OrderChangeForm.Body.class);
        OrderId id = orders.required(request.path("id"));
        view.await(request);
        TrackedOrder order = orders.order(account, id);
        ListedMarket market = orderEntry.listed().market(order.request().instrument());
        long place = versions.place(account);
        CommittedEvents done =
                new OrderChangeForm(body, order, market).submit(orderEntry).orThrow();
        view.awaitAfter("order " + id + " is changed", request);
        return Answer.ok(
                orders.body(versions.after(done, account, id, place).orElseGet(() -> orders.order(account, id))));
    }
}
