package com.flowex.trading.api.order;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.RejectReason;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.trading.app.order.OrderVersions;
import com.flowex.trading.store.order.TrackedOrder;

/**
 * {@code PATCH /api/trading/orders/{id}/pair} and {@code /linked}: changes two orders that belong together in one
 * command, so that both change or neither does. The id is that of either. Responds with both after the command.
 */
public record ChangeTwoOrdersEndpoint(
        OrderEntryService orderEntry,
        OrderLookup orders,
        OrderVersions versions,
        ConsistentView view,
        PlaceTwoOrdersEndpoint.Relation relation)
        implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        OrderId id = orders.required(request.path("id"));
        PlaceTwoOrdersEndpoint.ChangeOfBoth change = relation.readChange(request);
        view.await(request);
        TrackedOrder one = orders.order(account, id);
        TrackedOrder other = relation.other(one, orders.list(account, one))
                .orElseThrow(() ->
                        new Refusal(RefusalCode.of(RejectReason.NOT_AMENDABLE), "order " + id + relation.isAlone()));
        boolean isFirst = one.id().value() < other.id().value();
        TrackedOrder first = isFirst ? one : other;
        TrackedOrder second = isFirst ? other : one;
        long place = versions.place(account);
        CommittedEvents done = change.apply(id, first, second, orderEntry).orThrow();
        view.awaitAfter("order " + id + " and the other one are changed", request);
        return Answer.ok(relation.body(
                after(done, account, first.id(), place),
                after(done, account, second.id(), place),
                done.lastSequence()));
    }

    private OrderBody after(CommittedEvents done, AccountId account, OrderId id, long place) {
        return orders.body(versions.after(done, account, id, place).orElseGet(() -> orders.order(account, id)));
    }
}
