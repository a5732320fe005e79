package com.flowex.marketdata.tape;

import com.flowex.domain.Side;

/**
 * A trade as everyone may see it: no accounts, no orders, no fees.
 *
 * @param id the engine's trade number
 * @param sequence number of its event
 * @param priceUnits in the instrument's price scale
 * @param quantityUnits of the base asset
 * @param quoteUnits of the quote asset
 * @param takerSide which way the incoming order traded
 * @param timeNanos log time, since 1970
 */
public record PublicTrade(
        long id, long sequence, long priceUnits, long quantityUnits, long quoteUnits, Side takerSide, long timeNanos) {}
