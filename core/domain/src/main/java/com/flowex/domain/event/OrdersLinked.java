package com.flowex.domain.event;

import com.flowex.domain.value.OrderId;

/**
 * Two accepted orders are linked: the second begins when the first is filled completely. A working order of a pair is
 * linked with each of its two orders.
 */
public record OrdersLinked(OrderId working, OrderId pending) implements Event {}
