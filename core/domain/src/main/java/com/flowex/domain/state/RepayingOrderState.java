package com.flowex.domain.state;

import com.flowex.domain.value.OrderId;

/**
 * Mark of an order whose fills repay debts, directly after its record: a {@link RestingOrderState}, a
 * {@link ConditionalOrderState} or a {@link PendingOrderState}. Others have none.
 */
public record RepayingOrderState(OrderId order) implements StateRecord {}
