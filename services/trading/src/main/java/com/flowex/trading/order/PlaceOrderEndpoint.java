package com.flowex.trading.order;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.FirstAnswer;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;
import com.flowex.trading.fresh.OwnView;
import com.flowex.trading.market.InstrumentDirectory;
import com.flowex.trading.market.Market;

/** {@code POST /api/trading/orders}: 201 with the order as it was decided, 200 for one that was placed before. */
public final class PlaceOrderEndpoint implements Endpoint {

    private final OrderPath path;
    private final InstrumentDirectory directory;
    private final OrderQueries queries;
    private final OwnView view;
    private final SpareIds spareIds = new SpareIds();

    public PlaceOrderEndpoint(OrderPath path, InstrumentDirectory directory, OrderQueries queries, OwnView view) {
        this.path = path;
        this.directory = directory;
        this.queries = queries;
        this.view = view;
    }

    @Override
    public Answer answer(Request request) {
        PlaceOrderBody body = request.body(PlaceOrderBody.class);
        OrderRequest order = OrderForm.read(body, request.caller().account(), directory, spareIds);
        Market market = directory.market(order.instrument());
        return switch (submit(order)) {
            case Outcome.Accepted accepted -> Answer.created(OrderBody.of(PlacedOrder.of(accepted), market));
            case Outcome.Repeated(FirstAnswer answer) -> repeated(answer, request, market);
            case Outcome.Rejected rejected -> throw Refusal.of(rejected.reason(), market);
            case Outcome.Unknown _ -> throw unknown(order);
            case Outcome.Overloaded _ -> throw ProblemException.overloaded();
        };
    }

    private Outcome submit(OrderRequest order) {
        try {
            return path.submit(order.account(), new PlaceOrder(order));
        } catch (ProblemException e) {
            throw e.code().equals("unknown_outcome") ? unknown(order) : e;
        }
    }

    /** Names the id to ask again with: the client may not know it, if it sent none. */
    private static ProblemException unknown(OrderRequest order) {
        return new ProblemException(
                504,
                "unknown_outcome",
                "no answer in time: the order may or may not be placed. Send it again, or ask for it, with client_order_id \""
                        + order.clientOrderId() + "\", never with a new one");
    }

    private Answer repeated(FirstAnswer answer, Request request, Market market) {
        return switch (answer) {
            case FirstAnswer.Accepted accepted -> {
                view.awaitAfter("the order was placed before as " + accepted.order(), request);
                TrackedOrder order = queries.find(request.caller().account(), accepted.order())
                        .orElseThrow(
                                () -> new IllegalStateException("order " + accepted.order() + " is not in the view"));
                yield Answer.ok(OrderBody.of(order, market));
            }
            case FirstAnswer.Refused(var reason) -> throw Refusal.of(reason, market);
            case FirstAnswer.Posted _ -> throw new IllegalStateException("an order's id cannot be a transfer's");
        };
    }
}
