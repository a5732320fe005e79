package com.flowex.trading.order;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.AccountId;
import com.flowex.domain.FirstAnswer;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.exchange.OwnView;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Fields;
import com.flowex.platform.http.Request;
import com.flowex.trading.market.InstrumentDirectory;
import com.flowex.trading.market.Market;

/** {@code POST /api/trading/orders}: 201 with the order as it was decided, 200 for one that was placed before. */
public record PlaceOrderEndpoint(
        OrderPath path, InstrumentDirectory directory, OrderQueries queries, SpareIds spareIds, OwnView view)
        implements Endpoint {

    @Override
    public Answer answer(Request request) {
        PlaceOrderBody body = request.body(PlaceOrderBody.class);
        AccountId account = request.caller().account();
        Fields fields = new Fields();
        OrderForm form = new OrderForm(body, account, directory, fields, spareIds);
        fields.check();
        OrderRequest order = form.order(account);
        Market market = directory.market(order.instrument());
        return switch (Unanswered.submit(path, new PlaceOrder(order), order)) {
            case Outcome.Accepted accepted -> Answer.created(OrderBody.of(PlacedOrder.of(accepted), market));
            case Outcome.Repeated(FirstAnswer answer) -> repeated(answer, request, market);
            case Outcome.Rejected rejected -> throw Refusal.of(rejected.reason(), market);
            case Outcome.Unknown _, Outcome.Overloaded _ ->
                throw new IllegalStateException("an order without an answer is a problem already");
        };
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
