package com.flowex.domain.command;

import com.flowex.domain.order.OrderRequest;

/**
 * Previews the result of placing this order now. Nothing changes: no order, no event, and its client order id stays
 * unused.
 */
public record TryOrder(OrderRequest request) implements Command {}
