package com.flowex.simulator.lobster;

import com.flowex.domain.AccountId;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.Price;
import com.flowex.domain.Side;

/** An open order as the engine's events tell it. */
final class Resting {

    /** Whose order it is in the published flow. */
    sealed interface Origin {

        /** An order of the messages, by the market's own number. */
        record Published(long number) implements Origin {}

        /** All that was published of a level without saying whose it is. */
        record Anonymous() implements Origin {}
    }

    final OrderId order;
    final AccountId account;
    final Side side;
    final long price;
    final Origin origin;
    private long quantity;
    private long remaining;

    Resting(OrderId order, OrderRequest request, Price price, long remaining, Origin origin) {
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

    /** The whole quantity, what is filled included. */
    long quantity() {
        return quantity;
    }

    /** What is open. */
    long remaining() {
        return remaining;
    }

    void become(long newQuantity, long newRemaining) {
        quantity = newQuantity;
        remaining = newRemaining;
    }
}
