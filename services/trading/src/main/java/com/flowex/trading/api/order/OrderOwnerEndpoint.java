package com.flowex.trading.api.order;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.store.order.OrderQueries;

/** {@code GET /api/trading/orders/{id}/owner}, for callers who may see other users: the account of an order. */
public record OrderOwnerEndpoint(OrderQueries orders, InstrumentDirectory directory, ConsistentView view)
        implements Endpoint {

    private record OwnerBody(String orderId, String account, String symbol) {}

    @Override
    public Answer answer(Request request) {
        OrderId id = OrderLookup.id(request.path("id")).orElseThrow(OrderOwnerEndpoint::none);
        view.await(request);
        OrderQueries.OrderOwner owner =
                orders.owner(request.caller().tenant(), id).orElseThrow(OrderOwnerEndpoint::none);
        return Answer.ok(new OwnerBody(
                Long.toString(id.value()),
                Long.toString(owner.account().number()),
                directory.market(owner.market()).instrument().symbol()));
    }

    private static Refusal none() {
        return Refusal.notFound("there is no order with this number");
    }
}
