package com.flowex.domain.event;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;

/**
 * An order was admitted and has its id. Trades, rest or expiry follow; a conditional order waits, and a time-weighted
 * one starts its first slice.
 *
 * @param quantity quantity of the request; for an order by quote amount, the lots which that amount covers now
 */
public record OrderAccepted(OrderId order, OrderRequest request, Quantity quantity) implements Event {}
