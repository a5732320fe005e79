package com.flowex.domain.command;

import com.flowex.domain.order.OrderRequest;

/**
 * Places three orders (one triggers a pair of which one cancels the other). The working order goes through the book at
 * once, or waits for its trigger first; the pair waits until the working order is filled completely and then begins as
 * a whole. Any other end of one of the three in the meantime cancels the other two. All are admitted or none; the
 * working order's client order id identifies all of them.
 *
 * @param working a limit order, or one that waits for a trigger
 * @param pair two orders of the same account and market that end each other
 */
public record PlaceLinkedPair(OrderRequest working, PlaceOrderPair pair) implements CompoundPlacement {

    public PlaceLinkedPair {
        boolean isOfOneKind = working.account().equals(pair.limit().account())
                && working.instrument().equals(pair.limit().instrument())
                && !working.clientOrderId().equals(pair.limit().clientOrderId())
                && !working.clientOrderId().equals(pair.stop().clientOrderId());
        if (!isOfOneKind) {
            throw new IllegalArgumentException(
                    "a working order and its pair share account and market, and their client order ids differ");
        }
        PlaceLinkedOrders.requireWorking(working.terms());
    }
}
