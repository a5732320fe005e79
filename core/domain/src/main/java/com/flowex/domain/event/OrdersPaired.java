package com.flowex.domain.event;

import com.flowex.domain.value.OrderId;

/**
 * Two accepted orders are paired: one cancels the other.
 *
 * @param limit first order, a limit order or a take-profit
 */
public record OrdersPaired(OrderId limit, OrderId stop) implements Event {}
