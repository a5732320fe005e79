package com.flowex.domain.event;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.Side;

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
