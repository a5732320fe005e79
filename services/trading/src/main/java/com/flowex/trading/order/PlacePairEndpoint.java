package com.flowex.trading.order;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.AccountId;
import com.flowex.domain.FirstAnswer;
import com.flowex.domain.OrderId;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.exchange.OwnView;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;
import com.flowex.trading.market.InstrumentDirectory;
import com.flowex.trading.market.Market;
import java.util.List;

/**
 * {@code POST /api/trading/orders/oco}: a limit order and a stop of which one cancels the other. 201 with both as they
 * were decided, 200 for a pair that was placed before.
 */
public record PlacePairEndpoint(
        OrderPath path, InstrumentDirectory directory, OrderLookup orders, OrderDefaults defaults, OwnView view)
        implements Endpoint {

    /** The schema OrderPair of docs/api/openapi.yaml. */
    private record PairOfOrders(OrderBody limit, OrderBody stop, long sequence) {

        static PairOfOrders of(OrderBody limit, OrderBody stop) {
            return new PairOfOrders(limit, stop, Math.max(limit.sequence(), stop.sequence()));
        }
    }

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        PlaceOrderPair pair = PairForm.read(request.body(PlacePairBody.class), account, directory, defaults);
        Market market = directory.market(pair.limit().instrument());
        return switch (Unanswered.submit(path, pair, pair.limit())) {
            case Outcome.Accepted accepted -> {
                List<TrackedOrder> placed = PlacedOrder.all(accepted);
                yield Answer.created(new PairOfOrders(
                        OrderBody.of(placed.getFirst(), market),
                        OrderBody.of(placed.get(1), market),
                        accepted.lastSequence()));
            }
            case Outcome.Repeated(FirstAnswer.Accepted first) -> repeated(request, account, first.order());
            case Outcome.Rejected rejected -> throw OrderRefusals.of(rejected.reason(), market);
            case Outcome.Repeated _, Outcome.Tried _, Outcome.Unknown _, Outcome.Overloaded _ ->
                throw new IllegalStateException("this is no answer to a pair of orders");
        };
    }

    private Answer repeated(Request request, AccountId account, OrderId limit) {
        view.awaitAfter("the pair was placed before, its limit order as " + limit, request);
        TrackedOrder one = orders.order(account, limit);
        TrackedOrder other = orders.order(account, new OrderId(one.progress().pairedWith()));
        return Answer.ok(PairOfOrders.of(orders.body(one), orders.body(other)));
    }
}
