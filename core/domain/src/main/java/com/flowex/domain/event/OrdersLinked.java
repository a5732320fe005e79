package com.flowex.domain.event;

import com.flowex.domain.value.OrderId;

/** Two accepted orders are linked: the second begins when the first is filled completely. */
public record OrdersLinked(OrderId working, OrderId pending) implements Event {}
