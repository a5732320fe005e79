package com.flowex.trading.order;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.platform.desk.Decided;
import com.flowex.platform.desk.Desk;
import com.flowex.platform.desk.Market;
import com.flowex.platform.desk.OwnView;
import com.flowex.platform.desk.Ruling;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;
import com.flowex.platform.refusal.Fields;
import org.jspecify.annotations.Nullable;

/**
 * {@code PATCH /api/trading/orders/{id}}: a smaller quantity in the same place of the queue, or another price, with or without
 * another quantity, behind the others.
 */
public record ChangeOrderEndpoint(Desk desk, OrderLookup orders, OwnView view) implements Endpoint {

    /** The body as sent. */
    private record ChangeBody(
            @Nullable String price, @Nullable String quantity) {}

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        ChangeBody body = request.body(ChangeBody.class);
        OrderId id = orders.required(request.path("id"));
        view.await(request);
        Market market = desk.listed().market(orders.order(account, id).request().instrument());
        Decided _ = changed(body, account, id, market).orThrow();
        view.awaitAfter("order " + id + " is changed", request);
        return Answer.ok(orders.body(orders.order(account, id)));
    }

    private Ruling<Decided> changed(ChangeBody body, AccountId account, OrderId id, Market market) {
        Fields fields = new Fields();
        MarketFields amounts = new MarketFields(market, fields);
        boolean keepsPrice = body.price() == null;
        boolean keepsQuantity = body.quantity() == null && !keepsPrice;
        long quantity = keepsQuantity ? 0 : amounts.quantity("quantity", body.quantity());
        long price = keepsPrice ? 0 : amounts.price("price", body.price());
        fields.check();
        InstrumentId instrument = market.instrument().id();
        if (keepsQuantity) {
            return desk.reprice(account, id, new Price(price), instrument);
        }
        return keepsPrice
                ? desk.reduce(account, id, new Quantity(quantity), instrument)
                : desk.amend(account, id, new Price(price), new Quantity(quantity), instrument);
    }
}
