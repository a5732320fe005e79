package com.flowex.domain.state;

import com.flowex.domain.value.OrderId;

/**
 * Loan of an open order that returns what it does not use of it; comes after the order.
 *
 * @param units units that were borrowed for it, positive
 */
public record OrderLoanState(OrderId order, long units) implements StateRecord {}
