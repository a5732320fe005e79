package com.flowex.domain.event;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;

/**
 * An iceberg order whose visible part was used up shows its next part, at the back of the queue at its price.
 *
 * @param visible the part that the book shows now, positive
 */
public record OrderRefreshed(OrderId order, InstrumentId instrument, Side side, Price price, Quantity visible)
        implements Event {}
