package com.flowex.domain.state;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.Side;

/**
 * An open order. Within a side of a book: best price first, then place in the queue. Its client order id stands in the
 * {@link AcceptedIdState} of the same order, which comes later.
 *
 * @param quantity the whole quantity after reductions
 * @param remaining what is still open, positive
 */
public record RestingOrderState(
        OrderId order,
        AccountId account,
        InstrumentId instrument,
        Side side,
        Price price,
        Quantity quantity,
        Quantity remaining)
        implements StateRecord {}
