package com.flowex.domain.event;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;

/**
 * The part of an accepted order that did not trade at once joined the back of the queue at its price.
 *
 * @param remaining open quantity, positive
 * @param visible the part of it that the book shows, positive
 */
public record OrderRested(
        OrderId order, InstrumentId instrument, Side side, Price price, Quantity remaining, Quantity visible)
        implements Event {}
