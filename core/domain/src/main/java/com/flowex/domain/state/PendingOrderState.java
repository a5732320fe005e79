package com.flowex.domain.state;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * An order that waits until another is filled, or for its turn to begin after that, by order id.
 *
 * @param working order that it waits for; null if that order is filled
 * @param turn 0 while it waits; afterwards its place among the orders of its market that wait for their turn, from 1
 */
public record PendingOrderState(
        OrderId order, OrderRequest request, @Nullable OrderId working, long turn) implements StateRecord {

    public PendingOrderState {
        if ((working == null) != (turn > 0)) {
            throw new IllegalArgumentException("a pending order waits for another order, or for its turn");
        }
    }
}
