package com.flowex.domain.state;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;

/**
 * A time-weighted order between two slices, by order id.
 *
 * @param remaining open quantity, positive
 * @param slicesDone number of slices started, 1 or more
 * @param nextNanos log time of the next slice
 */
public record TwapOrderState(OrderId order, OrderRequest request, Quantity remaining, int slicesDone, long nextNanos)
        implements StateRecord {}
