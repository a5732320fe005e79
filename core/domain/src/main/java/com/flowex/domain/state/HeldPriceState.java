package com.flowex.domain.state;

import com.flowex.domain.value.OrderId;

/**
 * Price at which a conditional market order holds, directly after its {@link ConditionalOrderState}. Orders that hold
 * by their limit, or hold nothing, have no record.
 *
 * @param priceUnits price at which its quantity is held, positive
 */
public record HeldPriceState(OrderId order, long priceUnits) implements StateRecord {}
