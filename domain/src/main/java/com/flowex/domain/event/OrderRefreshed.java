package com.flowex.domain.event;

import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.Side;

/**
 * An iceberg order whose visible part was used up shows its next part, at the back of the queue at its price.
 *
 * @param visible the part that the book shows now, positive
 */
public record OrderRefreshed(OrderId order, InstrumentId instrument, Side side, Price price, Quantity visible)
        implements Event {}
