package com.flowex.trading.store.account;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.OrderId;
import com.flowex.trading.store.order.OrderProgress;
import com.flowex.trading.store.order.TrackedOrder;

/**
 * State of an order after one of its events.
 *
 * @param request the original request with all later changes
 * @param acceptedSequence sequence of the event that accepted the order
 * @param createdNanos log time of that event
 */
public record OrderState(
        OrderId id, OrderRequest request, long acceptedSequence, long createdNanos, OrderProgress progress) {

    /** Returns the present state of an order. */
    public static OrderState of(TrackedOrder order) {
        return new OrderState(
                order.id(), order.request(), order.acceptedSequence(), order.createdNanos(), order.progress());
    }

    /** Returns the state in the form that the response classes take. */
    public TrackedOrder tracked() {
        return new TrackedOrder(id, request, acceptedSequence, createdNanos, progress);
    }

    /** Returns this state as one order of a pair or link: with the other order and the status that it has now. */
    public OrderState merge(OrderProgress now) {
        return new OrderState(
                id, request, acceptedSequence, createdNanos, progress.merge(now.companion(), now.status()));
    }
}
