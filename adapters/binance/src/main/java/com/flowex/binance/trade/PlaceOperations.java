package com.flowex.binance.trade;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.trade.params.OrderParams;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.PlacementOutcome;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.app.order.PlacedOrders;
import java.util.Map;

/**
 * Operations that place orders. The answer is made from the command's own events, never from a view.
 *
 * @param params parser of the parameters
 * @param rates the caller's rates
 */
record PlaceOperations(OrderEntryService orderEntry, OrderParams params, AccountOperations rates, OrderCounts counts) {

    /** Amount of detail in the answer for an accepted order. */
    enum RespType {
        ACK,
        RESULT,
        FULL
    }

    Object place(OperationCall call) {
        OrderRequest order = params.read(call, DebtEffects.NONE);
        RespType type = respType(call, order);
        return worded(placed(call, orderEntry.place(order)), order, type);
    }

    /**
     * Returns what placing an order committed, and counts the order.
     *
     * @throws Refusal if the order is refused, or was placed before
     */
    CommittedEvents placed(OperationCall call, CommandResult<PlacementOutcome> result) {
        return switch (result.orThrow()) {
            case PlacementOutcome.Now(var committed) -> {
                counts.taken(call);
                yield committed;
            }
            case PlacementOutcome.Before before -> throw repeated(before);
        };
    }

    /** Tests whether an order would be accepted, and at what rates; changes nothing. */
    Object test(OperationCall call) {
        boolean withRates = call.params().flag("computeCommissionRates").orElse(false);
        OrderRequest order = params.read(call, DebtEffects.NONE);
        if (orderEntry.test(order).orThrow().placedBefore() != null) {
            throw duplicate();
        }
        return withRates ? rates.ofOrder(call, orderEntry.listed().market(order.instrument())) : Map.of();
    }

    /**
     * Returns the error for a repeated order. Its immediate fills cannot be reported again, so a caller who sent it
     * once must query its state.
     */
    static Refusal repeated(PlacementOutcome.Before before) {
        return before.byThis() ? Refusal.unknownOutcome() : duplicate();
    }

    static Refusal duplicate() {
        return BinanceErrorCode.NEW_ORDER_REJECTED.refusal("Duplicate order sent.");
    }

    /** Returns the requested amount of detail, or the default for the type of order. */
    static RespType respType(OperationCall call, OrderRequest order) {
        return call.params()
                .oneOf("newOrderRespType", RespType.class, BinanceErrorCode.INVALID_PARAMETER)
                .orElse(order.terms() instanceof OrderTerms.Conditional ? RespType.ACK : RespType.FULL);
    }

    /** Returns the answer for an order that a command placed. */
    Map<String, Object> worded(CommittedEvents committed, OrderRequest order, RespType type) {
        ListedMarket market = orderEntry.listed().market(order.instrument());
        return worded(new SpotOrder(PlacedOrders.of(committed), market), committed, type);
    }

    /** Returns the same for one of several orders. */
    static Map<String, Object> worded(SpotOrder placed, CommittedEvents committed, RespType type) {
        return switch (type) {
            case ACK -> placed.ack();
            case RESULT -> placed.result();
            case FULL -> placed.full(SpotFill.of(committed, placed));
        };
    }
}
