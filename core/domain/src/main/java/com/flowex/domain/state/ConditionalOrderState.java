package com.flowex.domain.state;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.OrderId;

/**
 * An order that waits for its trigger, or for its turn after being triggered, by order id.
 *
 * @param extremeUnits the highest (sell) or lowest (buy) price a trailing stop has seen; 0 if none, or if it does not
 *     trail
 * @param turn 0 while it waits for its trigger; afterwards its place among the triggered orders of its market, from 1
 */
public record ConditionalOrderState(OrderId order, OrderRequest request, long extremeUnits, long turn)
        implements StateRecord {}
