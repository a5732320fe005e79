package com.flowex.domain.state;

import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.Quantity;

/**
 * An open order. Within a side of a book: best price first, then place in the queue.
 *
 * @param request as it was sent; its terms are a limit
 * @param quantity the whole quantity after reductions
 * @param remaining what is still open
 */
public record RestingOrderState(OrderId order, OrderRequest request, Quantity quantity, Quantity remaining)
        implements StateRecord {}
