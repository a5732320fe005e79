package com.flowex.domain.state;

import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;

/**
 * An order in the book, or one that waits for its turn to take. Within a side of a book, records are ordered by best
 * price and then by place in the queue; orders that wait for their turn follow both sides, in the order of their turns.
 * Its client order id is in the {@link AcceptedIdState} of the same order, which comes later.
 *
 * @param terms price, expiry time and shown quantity, as last amended
 * @param quantity whole quantity after reductions
 * @param remaining open quantity, positive
 * @param visible part of it that the book shows; zero if it waits for its turn to take
 */
public record RestingOrderState(
        OrderId order,
        AccountId account,
        InstrumentId instrument,
        Side side,
        OrderTerms.Limit terms,
        SelfTradePrevention selfTradePrevention,
        Quantity quantity,
        Quantity remaining,
        Quantity visible)
        implements StateRecord {}
