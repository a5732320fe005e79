package com.flowex.trading.order;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.exchange.OwnView;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;
import com.flowex.platform.refusal.Fields;
import com.flowex.platform.refusal.Refusal;
import com.flowex.trading.market.InstrumentDirectory;
import com.flowex.trading.market.Market;
import org.jspecify.annotations.Nullable;

/**
 * {@code PATCH /api/trading/orders/{id}}: a smaller quantity in the same place of the queue, or another price, with or without
 * another quantity, behind the others.
 */
public record ChangeOrderEndpoint(OrderPath path, InstrumentDirectory directory, OrderLookup orders, OwnView view)
        implements Endpoint {

    /** The body as sent. */
    private record ChangeBody(
            @Nullable String price, @Nullable String quantity) {}

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        ChangeBody body = request.body(ChangeBody.class);
        OrderId id = orders.required(request.path("id"));
        view.await(request);
        Market market = directory.market(orders.order(account, id).request().instrument());
        submit(account, command(body, account, id, market), market);
        view.awaitAfter("order " + id + " is changed", request);
        return Answer.ok(orders.body(orders.order(account, id)));
    }

    private static Command command(ChangeBody body, AccountId account, OrderId id, Market market) {
        Fields fields = new Fields();
        MarketFields amounts = new MarketFields(market, fields);
        boolean keepsPrice = body.price() == null;
        boolean keepsQuantity = body.quantity() == null && !keepsPrice;
        long quantity = keepsQuantity ? 0 : amounts.quantity("quantity", body.quantity());
        long price = keepsPrice ? 0 : amounts.price("price", body.price());
        fields.check();
        if (keepsQuantity) {
            return new RepriceOrder(account, id, new Price(price));
        }
        return keepsPrice
                ? new ReduceOrder(account, id, new Quantity(quantity))
                : new AmendOrder(account, id, new Price(price), new Quantity(quantity));
    }

    private void submit(AccountId account, Command command, Market market) {
        switch (path.submit(account, command)) {
            case Outcome.Accepted _ -> {}
            case Outcome.Rejected rejected -> throw OrderRefusals.of(rejected.reason(), market);
            case Outcome.Repeated _, Outcome.Tried _ -> throw new IllegalStateException("a change has no id to repeat");
            case Outcome.Unknown _ -> throw Refusal.unknownOutcome();
            case Outcome.Overloaded _ -> throw Refusal.overloaded();
        }
    }
}
