package com.flowex.domain.state;

import com.flowex.domain.value.OrderId;

/**
 * Mark of a pending order that borrows once it begins, after its {@link PendingOrderState}. Others have no record.
 *
 * @param returns true if it returns what it does not use of that loan
 */
public record PendingLoanState(OrderId order, boolean returns) implements StateRecord {}
