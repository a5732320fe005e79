package com.flowex.trading.api.order;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.PlacementOutcome;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.trading.app.QuotaHeaders;
import com.flowex.trading.app.order.LinkedOrdersForm;
import com.flowex.trading.app.order.PlaceLinkedBody;
import com.flowex.trading.app.order.PlacedOrders;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.List;

/**
 * {@code POST /api/trading/orders/oto}: places a working order and one that starts when the first is filled. Responds
 * 201 with both orders after the command, or 200 if they were placed before.
 */
public record PlaceLinkedEndpoint(OrderEntryService desk, OrderLookup orders, ConsistentView view) implements Endpoint {

    /** The schema LinkedOrders of docs/api/openapi.yaml. */
    private record BothOrders(OrderBody working, OrderBody pending, long sequence) {

        static BothOrders of(OrderBody working, OrderBody pending) {
            return new BothOrders(working, pending, Math.max(working.sequence(), pending.sequence()));
        }
    }

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        LinkedOrdersForm.LinkedOrders asked = LinkedOrdersForm.read(request.body(PlaceLinkedBody.class), account, desk);
        return switch (desk.linked(asked.working(), asked.pending()).orThrow()) {
            case PlacementOutcome.Now(var decided) -> {
                ListedMarket market = desk.listed().market(asked.working().instrument());
                List<TrackedOrder> placed = PlacedOrders.all(decided);
                Answer answer = Answer.created(new BothOrders(
                        OrderBody.of(placed.getFirst(), market),
                        OrderBody.of(placed.get(1), market),
                        decided.lastSequence()));
                QuotaHeaders.tell(desk, account, answer::header);
                yield answer;
            }
            case PlacementOutcome.Before(OrderId working, long _, boolean byThis) ->
                repeated(request, account, working, byThis);
        };
    }

    private Answer repeated(Request request, AccountId account, OrderId working, boolean byThis) {
        view.awaitAfter("both were placed before, its working order as " + working, request);
        TrackedOrder one = orders.order(account, working);
        TrackedOrder other = orders.order(account, new OrderId(one.progress().linkedWith()));
        BothOrders both = BothOrders.of(orders.body(one), orders.body(other));
        return byThis ? Answer.created(both) : Answer.ok(both);
    }
}
