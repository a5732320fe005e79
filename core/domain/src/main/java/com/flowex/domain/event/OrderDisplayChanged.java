package com.flowex.domain.event;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;

/**
 * An iceberg shows another quantity at a time from now on. It kept its place. A visible quantity beyond the new one is
 * hidden at once; a larger one appears with the next part.
 *
 * @param display quantity that the book shows at a time
 * @param visible quantity that left the public book, 0 or more
 */
public record OrderDisplayChanged(
        OrderId order,
        AccountId account,
        InstrumentId instrument,
        Side side,
        Price price,
        Quantity display,
        Quantity visible)
        implements Event {}
