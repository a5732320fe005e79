package com.flowex.domain.event;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;

/**
 * A resting order left its place and goes through the book again; trades, rest or expiry follow.
 *
 * @param oldPrice price at which it rested
 * @param visible quantity that left the public book there
 * @param price its new price
 * @param quantity its new whole quantity, filled part included
 * @param remaining its open quantity now, positive
 */
public record OrderAmended(
        OrderId order,
        AccountId account,
        InstrumentId instrument,
        Side side,
        Price oldPrice,
        Quantity visible,
        Price price,
        Quantity quantity,
        Quantity remaining)
        implements Event {}
