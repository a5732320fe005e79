package com.flowex.trading.order;

import com.flowex.desk.CommittedEvents;
import com.flowex.desk.ConsistentView;
import com.flowex.desk.ListedMarket;
import com.flowex.desk.OrderEntryService;
import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;

/**
 * {@code PATCH /api/trading/orders/{id}}: changes an open order. With a smaller quantity or another display quantity
 * the order keeps its place in the queue. With another price it goes behind the others. An order that waits for its
 * trigger may be changed in every term.
 */
public record ChangeOrderEndpoint(
        OrderEntryService desk, OrderLookup orders, OrderVersions versions, ConsistentView view) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        ChangeForm.Body body = request.body(ChangeForm.Body.class);
        OrderId id = orders.required(request.path("id"));
        view.await(request);
        TrackedOrder order = orders.order(account, id);
        ListedMarket market = desk.listed().market(order.request().instrument());
        long place = versions.place(account);
        CommittedEvents done = new ChangeForm(body, order, market).submit(desk).orThrow();
        view.awaitAfter("order " + id + " is changed", request);
        return Answer.ok(
                orders.body(versions.after(done, account, id, place).orElseGet(() -> orders.order(account, id))));
    }
}
