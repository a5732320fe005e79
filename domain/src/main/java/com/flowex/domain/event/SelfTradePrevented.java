package com.flowex.domain.event;

import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.Side;

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
