package com.flowex.trading.account;

import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.trading.order.OrderProgress;
import com.flowex.trading.order.TrackedOrder;

/**
 * An order as one of its events left it.
 *
 * @param request as asked, but for what was changed since
 * @param acceptedSequence of the event that accepted it
 * @param createdNanos log time of that
 */
public record OrderState(
        OrderId id, OrderRequest request, long acceptedSequence, long createdNanos, OrderProgress progress) {

    /** As it is now. */
    public static OrderState of(TrackedOrder order) {
        return new OrderState(
                order.id(), order.request(), order.acceptedSequence(), order.createdNanos(), order.progress());
    }

    /** As whoever words orders takes it. */
    public TrackedOrder tracked() {
        return new TrackedOrder(id, request, acceptedSequence, createdNanos, progress);
    }

    /** As it was, and one of the two that this one is by now. */
    public OrderState together(OrderProgress now) {
        return new OrderState(
                id, request, acceptedSequence, createdNanos, progress.together(now.companion(), now.status()));
    }
}
