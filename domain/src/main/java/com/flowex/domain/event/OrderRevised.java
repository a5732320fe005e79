package com.flowex.domain.event;

import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.Price;
import org.jspecify.annotations.Nullable;

/**
 * An order that waits for its trigger waits from now on as this request says: another trigger price, limit, quantity or display;
 * everything else is as it was.
 *
 * @param heldAt the price at which a buy that waits to become a market order holds its quantity; null: it holds at its limit, or
 *     the base asset, or nothing
 */
public record OrderRevised(
        OrderId order, OrderRequest request, @Nullable Price heldAt) implements Event {}
