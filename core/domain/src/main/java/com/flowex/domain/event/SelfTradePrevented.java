package com.flowex.domain.event;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;

/**
 * Two orders of one owner met and did not trade. An order with nothing left after it expires next.
 *
 * @param price price of the resting order
 * @param makerPrevented quantity that the resting order lost, 0 or more
 * @param makerRemaining its open quantity afterwards
 * @param visible quantity of it that left the public book
 * @param takerPrevented quantity that the incoming order lost, 0 or more
 * @param takerRemaining its open quantity afterwards
 */
public record SelfTradePrevented(
        InstrumentId instrument,
        Side takerSide,
        Price price,
        OrderId maker,
        Quantity makerPrevented,
        Quantity makerRemaining,
        Quantity visible,
        OrderId taker,
        Quantity takerPrevented,
        Quantity takerRemaining)
        implements Event {}
