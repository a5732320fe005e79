package com.flowex.domain.event;

import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;

/**
 * An order was admitted and has its id; trades, rest or expiry follow.
 */
public record OrderAccepted(OrderId order, OrderRequest request) implements Event {}
