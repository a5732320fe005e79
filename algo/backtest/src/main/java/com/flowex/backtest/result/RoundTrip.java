package com.flowex.backtest.result;

import com.flowex.domain.order.Side;

/**
 * Quantity that was bought and sold again, or sold and bought back, first in first out.
 *
 * @param side side of the entry
 * @param quantityUnits quantity of the base asset that left the position
 * @param entryUnits quote units paid or received at the entry, for this quantity
 * @param exitUnits quote units received or paid at the exit, fee included
 * @param profitUnits profit in quote units, fees of both sides included
 * @param feeUnits fees of both sides in quote units; fees in the base asset at the price of their fill
 */
public record RoundTrip(
        String symbol,
        Side side,
        long quantityUnits,
        long entryNanos,
        long exitNanos,
        long entryPriceUnits,
        long exitPriceUnits,
        long entryUnits,
        long exitUnits,
        long profitUnits,
        long feeUnits) {}
