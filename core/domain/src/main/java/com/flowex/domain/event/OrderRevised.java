package com.flowex.domain.event;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import org.jspecify.annotations.Nullable;

/**
 * An order that waits for its trigger has a new request from now on, with another trigger price, limit, quantity or
 * display. Everything else is unchanged.
 *
 * @param heldAt price at which a buy that will become a market order holds its quantity; null if it holds at its limit,
 *     holds the base asset, or holds nothing
 */
public record OrderRevised(
        OrderId order, OrderRequest request, @Nullable Price heldAt) implements Event {}
