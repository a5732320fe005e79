package com.flowex.simulator.lobster;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;

/** An open order as known from the engine's events. */
final class RestingOrder {

    /** Origin of an order in the published flow. */
    sealed interface Origin {

        /** The order is one of the messages, identified by the market's own number. */
        record Published(long number) implements Origin {}

        /** The order is the whole published quantity of a level whose orders are unknown. */
        record Anonymous() implements Origin {}
    }

    final OrderId order;
    final AccountId account;
    final Side side;
    final long price;
    final Origin origin;
    private long quantity;
    private long remaining;

    RestingOrder(OrderId order, OrderRequest request, Price price, long remaining, Origin origin) {
        this.order = order;
        this.account = request.account();
        this.side = request.side();
        this.price = price.units();
        this.origin = origin;
        this.quantity = request.quantity().units();
        this.remaining = remaining;
    }

    boolean isAnonymous() {
        return origin instanceof Origin.Anonymous;
    }

    /** Returns the whole quantity, the filled part included. */
    long quantity() {
        return quantity;
    }

    /** Returns the open quantity. */
    long remaining() {
        return remaining;
    }

    void become(long newQuantity, long newRemaining) {
        quantity = newQuantity;
        remaining = newRemaining;
    }
}
