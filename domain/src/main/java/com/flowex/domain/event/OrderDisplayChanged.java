package com.flowex.domain.event;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.Side;

/**
 * An iceberg shows so much at a time from now on. It kept its place; what it shows beyond that is hidden at once, and more is
 * shown with its next part.
 *
 * @param display how much of it the book shows at a time
 * @param visible how much of it left the public book, 0 or more
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
