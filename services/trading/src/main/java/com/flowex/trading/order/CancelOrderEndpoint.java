package com.flowex.trading.order;

import com.flowex.desk.CommittedEvents;
import com.flowex.desk.ConsistentView;
import com.flowex.desk.OrderEntryService;
import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;

/** {@code DELETE /api/trading/orders/{id}}: cancels an order and returns it as canceled. */
public record CancelOrderEndpoint(OrderEntryService desk, OrderLookup orders, ConsistentView view) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        OrderId id = orders.required(request.path("id"));
        CommittedEvents done = desk.cancel(account, id).orThrow();
        return view.afterDone(
                        "order " + id + " is canceled",
                        done.lastSequence(),
                        request,
                        () -> orders.body(orders.order(account, id)))
                .told(Answer::ok, Answer::done);
    }
}
