package com.flowex.binance.trade;

import com.flowex.binance.call.Call;
import com.flowex.binance.dialect.Code;
import com.flowex.desk.Decided;
import com.flowex.desk.Desk;
import com.flowex.desk.ListedMarket;
import com.flowex.desk.Placed;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.ground.refusal.Refusal;
import com.flowex.trading.order.PlacedOrder;
import java.util.Map;

/**
 * New orders. What became of one is told by the command's own events, never by a view.
 *
 * @param params how they are read
 * @param rates what the caller pays
 */
record PlaceOperations(Desk desk, OrderParams params, AccountOperations rates, OrderCounts counts) {

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
            case Placed.Now(var decided) -> {
                counts.taken(call);
                yield worded(decided, order, wanted);
            }
            case Placed.Before before -> throw repeated(before);
        };
    }

    /** Whether an order would be taken, and at what rates; nothing changes. */
    Object test(Call call) {
        boolean tellsRates = call.params().flag("computeCommissionRates").orElse(false);
        OrderRequest order = params.read(call);
        if (desk.test(order).orThrow().placedBefore() != null) {
            throw duplicate();
        }
        return tellsRates ? rates.ofOrder(call, desk.listed().market(order.instrument())) : Map.of();
    }

    /** What was filled at once is told by no answer any more: whoever asked once learns from a query what became of it. */
    static Refusal repeated(Placed.Before before) {
        return before.byThis() ? Refusal.unknownOutcome() : duplicate();
    }

    static Refusal duplicate() {
        return Code.NEW_ORDER_REJECTED.refusal("Duplicate order sent.");
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
        return worded(new SpotOrder(PlacedOrder.of(decided), market), decided, wanted);
    }

    /** The same of one of several. */
    static Map<String, Object> worded(SpotOrder placed, Decided decided, RespType wanted) {
        return switch (wanted) {
            case ACK -> placed.ack();
            case RESULT -> placed.result();
            case FULL -> placed.full(SpotFill.of(decided, placed));
        };
    }
}
