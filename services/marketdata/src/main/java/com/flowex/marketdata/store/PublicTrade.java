package com.flowex.marketdata.store;

import com.flowex.domain.order.Side;

/**
 * Public trade, without accounts, orders and fees.
 *
 * @param id the engine's trade number
 * @param sequence number of its event
 * @param priceUnits price in the instrument's price scale
 * @param quantityUnits quantity of the base asset
 * @param quoteUnits amount of the quote asset
 * @param takerSide side of the incoming order
 * @param timeNanos log time, nanoseconds since 1970
 */
public record PublicTrade(
        long id, long sequence, long priceUnits, long quantityUnits, long quoteUnits, Side takerSide, long timeNanos) {}
