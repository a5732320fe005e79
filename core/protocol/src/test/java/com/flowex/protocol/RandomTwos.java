package com.flowex.protocol;

import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.state.PendingOrderState;

/** Messages of two orders that come together. */
final class RandomTwos {

    private RandomTwos() {}

    static PlaceOrderPair pair(RandomValues any) {
        OrderRequest limit = any.like(counted(any), any.restingLimit());
        return new PlaceOrderPair(limit, any.like(limit, any.stopOrder()));
    }

    static PlaceLinkedOrders linked(RandomValues any) {
        OrderRequest working = any.like(counted(any), any.restingLimit());
        OrderTerms then = any.terms();
        while (then instanceof OrderTerms.MarketByQuote || then instanceof OrderTerms.Twap) {
            then = any.terms();
        }
        OrderRequest next = any.like(working, then);
        return new PlaceLinkedOrders(
                working,
                new OrderRequest(
                        next.account(),
                        next.clientOrderId(),
                        next.instrument(),
                        any.side(),
                        any.quantity(),
                        then,
                        next.selfTradePrevention()));
    }

    /** An order that says how much, not what for. */
    private static OrderRequest counted(RandomValues any) {
        OrderRequest order = any.request();
        while (order.terms() instanceof OrderTerms.MarketByQuote) {
            order = any.request();
        }
        return order;
    }

    static PendingOrderState pending(RandomValues any) {
        OrderRequest request = any.request();
        return any.flag()
                ? new PendingOrderState(any.order(), request, any.order(), 0)
                : new PendingOrderState(any.order(), request, null, any.positive());
    }
}
