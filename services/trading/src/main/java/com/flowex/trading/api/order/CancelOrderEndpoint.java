package com.flowex.trading.api.order;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.order.CancelRestriction;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.OrderToCancel;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Fields;

/** {@code DELETE /api/trading/orders/{id}}: cancels an order, if its fills allow it, and returns it as canceled. */
public record CancelOrderEndpoint(OrderEntryService orderEntry, OrderLookup orders, ConsistentView view)
        implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        OrderId id = orders.required(request.path("id"));
        Fields fields = new Fields();
        CancelRestriction restriction = request.query("restriction")
                .map(word -> fields.oneOf("restriction", word, CancelRestriction.class))
                .orElse(null);
        fields.check();
        CommittedEvents done =
                orderEntry.cancel(OrderToCancel.of(account, id, restriction)).orThrow();
        return view.afterDone(
                        "order " + id + " is canceled",
                        done.lastSequence(),
                        request,
                        () -> orders.body(orders.order(account, id)))
                .resolve(Answer::ok, Answer::done);
    }
}
