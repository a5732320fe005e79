package com.flowex.domain.command;

import com.flowex.domain.order.OrderRequest;

/**
 * Places an order. The same client order id with the same fields repeats the first answer.
 */
public record PlaceOrder(OrderRequest request) implements Command {}
