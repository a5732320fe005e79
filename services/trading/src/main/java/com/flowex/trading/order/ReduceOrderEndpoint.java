package com.flowex.trading.order;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Quantity;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Fields;
import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;
import com.flowex.trading.fresh.OwnView;
import com.flowex.trading.market.InstrumentDirectory;
import com.flowex.trading.market.Market;
import org.jspecify.annotations.Nullable;

/** {@code PATCH /api/trading/orders/{id}}: a smaller quantity, in the same place of the queue. */
public final class ReduceOrderEndpoint implements Endpoint {

    /** The body as sent. */
    private record ReduceBody(@Nullable String quantity) {}

    private final OrderPath path;
    private final InstrumentDirectory directory;
    private final OrderLookup orders;
    private final OwnView view;

    public ReduceOrderEndpoint(OrderPath path, InstrumentDirectory directory, OrderLookup orders, OwnView view) {
        this.path = path;
        this.directory = directory;
        this.orders = orders;
        this.view = view;
    }

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        ReduceBody body = request.body(ReduceBody.class);
        OrderId id = orders.id(request);
        view.await(request);
        Market market = directory.market(orders.order(account, id).request().instrument());
        reduce(new ReduceOrder(account, id, quantity(body, market)), market);
        view.awaitAfter("order " + id + " is reduced", request);
        return Answer.ok(orders.body(orders.order(account, id)));
    }

    private static Quantity quantity(ReduceBody body, Market market) {
        Fields fields = new Fields();
        long units = fields.positive("quantity", body.quantity(), market.quantityScale());
        fields.check();
        return new Quantity(units);
    }

    private void reduce(ReduceOrder command, Market market) {
        switch (path.submit(command.account(), command)) {
            case Outcome.Accepted _ -> {}
            case Outcome.Rejected rejected -> throw Refusal.of(rejected.reason(), market);
            case Outcome.Repeated _ -> throw new IllegalStateException("a reduction has no id to repeat");
            case Outcome.Unknown _ -> throw ProblemException.unknownOutcome();
            case Outcome.Overloaded _ -> throw ProblemException.overloaded();
        }
    }
}
