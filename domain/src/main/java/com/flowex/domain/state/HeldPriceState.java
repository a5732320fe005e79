package com.flowex.domain.state;

import com.flowex.domain.OrderId;

/**
 * What a conditional market order holds, directly after its {@link ConditionalOrderState}. Orders that hold by their limit, or
 * nothing, have none.
 *
 * @param priceUnits price at which its quantity is held, positive
 */
public record HeldPriceState(OrderId order, long priceUnits) implements StateRecord {}
