package com.flowex.domain.state;

import com.flowex.domain.value.OrderId;

/** Mark of an order whose fills repay debts, directly after its {@link RestingOrderState}. Others have no record. */
public record RepayingOrderState(OrderId order) implements StateRecord {}
