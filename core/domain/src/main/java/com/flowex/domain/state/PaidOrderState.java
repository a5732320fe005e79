package com.flowex.domain.state;

import com.flowex.domain.value.OrderId;

/**
 * Mark of a pending order that its working order pays, directly after its {@link PendingOrderState}. Others have no
 * record.
 *
 * @param receivedUnits units of the base asset that are held for it; 0 for the second of a pair, for which the first holds
 */
public record PaidOrderState(OrderId order, long receivedUnits) implements StateRecord {}
