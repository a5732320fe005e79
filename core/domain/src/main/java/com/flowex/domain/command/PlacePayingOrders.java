package com.flowex.domain.command;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.Side;

/**
 * Places two linked orders of which the working one pays the pending one: what its fills bring is held, and the pending
 * order sells that once the working one is filled. Otherwise it works like {@link PlaceLinkedOrders}.
 *
 * @param linked a working order that buys and a pending order that sells; the pending quantity is the working one, which
 *     is the most that the fills can bring
 */
public record PlacePayingOrders(PlaceLinkedOrders linked) implements CompoundPlacement {

    public PlacePayingOrders {
        requirePayment(linked.working(), linked.pending());
    }

    /**
     * Checks the two orders against each other.
     *
     * @throws IllegalArgumentException unless the working order buys and the pending one sells the same quantity
     */
    static void requirePayment(OrderRequest working, OrderRequest pending) {
        boolean pays = working.side() == Side.BUY
                && pending.side() == Side.SELL
                && working.quantity().equals(pending.quantity());
        if (!pays) {
            throw new IllegalArgumentException("a working order that pays buys what its pending order sells");
        }
    }
}
