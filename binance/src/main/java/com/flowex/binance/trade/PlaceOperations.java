package com.flowex.binance.trade;

import com.flowex.binance.call.Call;
import com.flowex.binance.dialect.Code;
import com.flowex.desk.Decided;
import com.flowex.desk.Desk;
import com.flowex.desk.ListedMarket;
import com.flowex.desk.Placed;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.trading.order.PlacedOrder;
import com.flowex.trading.order.TrackedOrder;
import java.util.Map;

/**
 * New orders. What became of one is told by the command's own events, never by a view.
 *
 * @param params how they are read
 */
record PlaceOperations(Desk desk, OrderParams params) {

    /** How much is said of an order that was taken. */
    enum RespType {
        ACK,
        RESULT,
        FULL
    }

    Object place(Call call) {
        OrderRequest order = params.read(call);
        RespType wanted = respType(call, order);
        return switch (desk.place(order).orThrow()) {
            case Placed.Now(var decided) -> worded(decided, order, wanted);
            case Placed.Before _ -> throw Code.NEW_ORDER_REJECTED.refusal("Duplicate order sent.");
        };
    }

    /** What is wanted, else what is usual for such an order. */
    static RespType respType(Call call, OrderRequest order) {
        return call.params()
                .oneOf("newOrderRespType", RespType.class, Code.INVALID_PARAMETER)
                .orElse(order.terms() instanceof OrderTerms.Conditional ? RespType.ACK : RespType.FULL);
    }

    /** An order that a command placed. */
    Map<String, Object> worded(Decided decided, OrderRequest order, RespType wanted) {
        ListedMarket market = desk.listed().market(order.instrument());
        TrackedOrder placed = PlacedOrder.of(decided);
        SpotOrder spot = new SpotOrder(placed, market);
        return switch (wanted) {
            case ACK -> spot.ack();
            case RESULT -> spot.result();
            case FULL -> spot.full(SpotFill.of(decided, placed.id(), order.side(), market));
        };
    }
}
