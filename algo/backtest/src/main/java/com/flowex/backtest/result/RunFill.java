package com.flowex.backtest.result;

import com.flowex.domain.order.Side;

/**
 * Fill of an order of the run.
 *
 * @param feeUnits fee in units of what the side receives: base for a buy, quote for a sell; negative for a rebate
 */
public record RunFill(
        String clientOrderId,
        String symbol,
        Side side,
        long timeNanos,
        long priceUnits,
        long quantityUnits,
        long quoteUnits,
        long feeUnits,
        boolean isMaker) {}
