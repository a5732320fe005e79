package com.flowex.domain.state;

import com.flowex.domain.value.OrderId;

/**
 * Two open orders of which one cancels the other, by the first order's id.
 */
public record OrderPairState(OrderId limit, OrderId stop) implements StateRecord {}
