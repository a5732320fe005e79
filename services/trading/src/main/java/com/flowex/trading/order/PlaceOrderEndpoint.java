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
import com.flowex.platform.http.Request;
import com.flowex.platform.refusal.Fields;
import com.flowex.platform.refusal.Refusal;
import com.flowex.trading.market.InstrumentDirectory;
import com.flowex.trading.market.Market;

/** {@code POST /api/trading/orders}: 201 with the order as it was decided, 200 for one that was placed before. */
public record PlaceOrderEndpoint(
        OrderPath path, InstrumentDirectory directory, OrderQueries queries, OrderDefaults defaults, OwnView view)
        implements Endpoint {

    /**
     * What became of an order.
     *
     * @param isNew whether it was not placed before
     */
    record Decided(OrderBody order, boolean isNew) {}

    @Override
    public Answer answer(Request request) {
        Decided decided = place(request.body(PlaceOrderBody.class), request);
        return decided.isNew() ? Answer.created(decided.order()) : Answer.ok(decided.order());
    }

    /** @throws Refusal what is wrong with it, its refusal, or that there is no answer */
    Decided place(PlaceOrderBody body, Request request) {
        OrderRequest order = read(body, request);
        Market market = directory.market(order.instrument());
        return switch (Unanswered.submit(path, new PlaceOrder(order), order)) {
            case Outcome.Accepted accepted -> new Decided(OrderBody.of(PlacedOrder.of(accepted), market), true);
            case Outcome.Repeated(FirstAnswer answer) -> new Decided(repeated(answer, request, market), false);
            case Outcome.Rejected rejected -> throw OrderRefusals.of(rejected.reason(), market);
            case Outcome.Tried _, Outcome.Unknown _, Outcome.Overloaded _ ->
                throw new IllegalStateException("this is no answer to an order");
        };
    }

    /** @throws Refusal what is wrong with it before the log is asked */
    OrderRequest read(PlaceOrderBody body, Request request) {
        AccountId account = request.caller().account();
        Fields fields = new Fields();
        OrderForm form = new OrderForm(body, account, directory, fields, defaults);
        fields.check();
        return form.order(account);
    }

    private OrderBody repeated(FirstAnswer answer, Request request, Market market) {
        return switch (answer) {
            case FirstAnswer.Accepted accepted -> {
                view.awaitAfter("the order was placed before as " + accepted.order(), request);
                TrackedOrder order = queries.find(request.caller().account(), accepted.order())
                        .orElseThrow(
                                () -> new IllegalStateException("order " + accepted.order() + " is not in the view"));
                yield OrderBody.of(order, market);
            }
            case FirstAnswer.Refused(var reason) -> throw OrderRefusals.of(reason, market);
            case FirstAnswer.Posted _ -> throw new IllegalStateException("an order's id cannot be a transfer's");
        };
    }
}
