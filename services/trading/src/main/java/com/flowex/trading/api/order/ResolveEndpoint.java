package com.flowex.trading.api.order;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.RejectReason;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.ClientOrderIdStatus;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.app.order.ClientOrderIdField;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/trading/orders/resolve}: resolves a client order id whose answer never arrived. */
public record ResolveEndpoint(OrderEntryService orderEntry, OrderLookup orders, ConsistentView view)
        implements Endpoint {

    /** The request body. */
    private record ResolveBody(
            @Nullable String clientOrderId, @Nullable Boolean burn) {}

    private record AcceptedBody(String clientOrderId, boolean known, OrderBody order) {}

    private record RefusedBody(String clientOrderId, boolean known, String refused) {}

    private record BurntBody(String clientOrderId, boolean known, boolean burnt) {}

    @Override
    public Answer answer(Request request) {
        ResolveBody body = request.body(ResolveBody.class);
        ClientOrderId id = ClientOrderIdField.read(body.clientOrderId());
        AccountId account = request.caller().account();
        String text = id.toString();
        return switch (orderEntry
                .resolve(account, id, Boolean.TRUE.equals(body.burn()))
                .orThrow()) {
            case ClientOrderIdStatus.Known(OrderId order) -> {
                view.awaitAfter("the order was placed as " + order, request);
                yield Answer.ok(new AcceptedBody(text, true, orders.body(orders.order(account, order))));
            }
            case ClientOrderIdStatus.Refused(RejectReason reason) ->
                Answer.ok(new RefusedBody(text, true, reason.code()));
            case ClientOrderIdStatus.Burnt _ -> Answer.ok(new BurntBody(text, false, true));
            case ClientOrderIdStatus.NeverSeen _ -> throw Refusal.refused(RejectReason.CLIENT_ORDER_ID_NEVER_SEEN);
        };
    }
}
