package com.flowex.domain.event;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;

/**
 * A resting order became smaller and kept its place in the queue. An iceberg's hidden part is reduced first.
 *
 * @param quantity the order's new whole quantity, filled part included
 * @param remaining open quantity after the reduction, positive
 * @param visible part of the reduction that left the public book, 0 or more
 */
public record OrderReduced(
        OrderId order,
        AccountId account,
        InstrumentId instrument,
        Side side,
        Price price,
        Quantity quantity,
        Quantity remaining,
        Quantity visible)
        implements Event {}
