package com.flowex.trading.order;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;
import com.flowex.domain.command.CancelOrder;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.exchange.OwnView;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;

/** {@code DELETE /api/trading/orders/{id}}: answers the order as it was canceled. */
public record CancelOrderEndpoint(OrderPath path, OrderLookup orders, OwnView view) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        OrderId id = orders.required(request.path("id"));
        Outcome.Accepted done = path.accepted(account, new CancelOrder(account, id));
        return view.afterDone(
                        "order " + id + " is canceled",
                        done.lastSequence(),
                        request,
                        () -> orders.body(orders.order(account, id)))
                .told(Answer::ok, Answer::done);
    }
}
