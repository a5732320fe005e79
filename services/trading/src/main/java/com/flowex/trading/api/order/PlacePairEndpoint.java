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
import com.flowex.trading.app.order.OrderPairForm;
import com.flowex.trading.app.order.PlacePairBody;
import com.flowex.trading.app.order.PlacedOrders;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.List;

/**
 * {@code POST /api/trading/orders/oco}: places a limit order and a stop order, each of which cancels the other.
 * Responds 201 with both orders after the command, or 200 if the pair was placed before.
 */
public record PlacePairEndpoint(OrderEntryService desk, OrderLookup orders, ConsistentView view) implements Endpoint {

    /** The schema OrderPair of docs/api/openapi.yaml. */
    private record PairOfOrders(OrderBody limit, OrderBody stop, long sequence) {

        static PairOfOrders of(OrderBody limit, OrderBody stop) {
            return new PairOfOrders(limit, stop, Math.max(limit.sequence(), stop.sequence()));
        }
    }

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        OrderPairForm.RequestedPair pair = OrderPairForm.read(request.body(PlacePairBody.class), account, desk);
        return switch (desk.pair(pair.limit(), pair.stop()).orThrow()) {
            case PlacementOutcome.Now(var decided) -> {
                ListedMarket market = desk.listed().market(pair.limit().instrument());
                List<TrackedOrder> placed = PlacedOrders.all(decided);
                Answer answer = Answer.created(new PairOfOrders(
                        OrderBody.of(placed.getFirst(), market),
                        OrderBody.of(placed.get(1), market),
                        decided.lastSequence()));
                QuotaHeaders.tell(desk, account, answer::header);
                yield answer;
            }
            case PlacementOutcome.Before(OrderId limit, long _, boolean byThis) ->
                repeated(request, account, limit, byThis);
        };
    }

    private Answer repeated(Request request, AccountId account, OrderId limit, boolean byThis) {
        view.awaitAfter("the pair was placed before, its limit order as " + limit, request);
        TrackedOrder one = orders.order(account, limit);
        TrackedOrder other = orders.order(account, new OrderId(one.progress().pairedWith()));
        PairOfOrders both = PairOfOrders.of(orders.body(one), orders.body(other));
        return byThis ? Answer.created(both) : Answer.ok(both);
    }
}
