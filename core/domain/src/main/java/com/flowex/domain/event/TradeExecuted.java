package com.flowex.domain.event;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.TradeId;

/**
 * An incoming order traded with a resting order, at the resting order's price.
 *
 * @param quantity base asset that went from seller to buyer
 * @param quote quote asset that went from buyer to seller: price x quantity, rounded down
 * @param maker fill of the resting order
 * @param taker fill of the incoming order
 */
public record TradeExecuted(
        TradeId trade,
        InstrumentId instrument,
        Side takerSide,
        Price price,
        Quantity quantity,
        Amount quote,
        Fill maker,
        Fill taker)
        implements Event {}
