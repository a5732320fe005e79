package com.flowex.trading.api.order;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.RejectReason;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.PairChange;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.trading.app.order.OrderPairChangeForm;
import com.flowex.trading.app.order.OrderVersions;
import com.flowex.trading.store.order.TrackedOrder;

/**
 * {@code PATCH /api/trading/orders/{id}/pair}: changes the two orders of a pair in one command, so that both change or
 * neither does. The id is that of either order. Responds with both orders after the command.
 */
public record ChangePairEndpoint(
        OrderEntryService desk, OrderLookup orders, OrderVersions versions, ConsistentView view) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        OrderPairChangeForm.Body body = request.body(OrderPairChangeForm.Body.class);
        OrderId id = orders.required(request.path("id"));
        view.await(request);
        TrackedOrder one = orders.order(account, id);
        if (one.progress().pairedWith() == 0) {
            throw new Refusal(
                    RefusalCode.of(RejectReason.NOT_AMENDABLE), "order " + id + " is no part of a pair of orders");
        }
        TrackedOrder other = orders.order(account, new OrderId(one.progress().pairedWith()));
        boolean isStop = one.request().terms() instanceof OrderTerms.Conditional;
        TrackedOrder limit = isStop ? other : one;
        TrackedOrder stop = isStop ? one : other;
        InstrumentId market = one.request().instrument();
        PairChange change = OrderPairChangeForm.read(body, stop, desk.listed().market(market));
        long place = versions.place(account);
        CommittedEvents done = desk.revisePair(account, id, change, market).orThrow();
        view.awaitAfter("the pair of order " + id + " is changed", request);
        return Answer.ok(new PlaceTwoOrdersEndpoint.PairOfOrders(
                after(done, account, limit.id(), place), after(done, account, stop.id(), place), done.lastSequence()));
    }

    private OrderBody after(CommittedEvents done, AccountId account, OrderId id, long place) {
        return orders.body(versions.after(done, account, id, place).orElseGet(() -> orders.order(account, id)));
    }
}
