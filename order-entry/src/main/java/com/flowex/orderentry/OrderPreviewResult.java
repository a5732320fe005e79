package com.flowex.orderentry;

import com.flowex.domain.order.OrderPlan;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Preview of an order: the result of placing it.
 *
 * @param placedBefore the order that was placed with this id, so that placing it again places nothing; null if the id
 *     is new
 * @param sequence number of the last event before the preview
 * @param timeNanos log time, nanoseconds since 1970
 */
public record OrderPreviewResult(@Nullable OrderId placedBefore, OrderPlan plan, long sequence, long timeNanos) {

    static final OrderPlan NOTHING = new OrderPlan(
            Quantity.ZERO, Quantity.ZERO, 0, 0, 0, Quantity.ZERO, Quantity.ZERO, 0, 0, Quantity.ZERO, null);
}
