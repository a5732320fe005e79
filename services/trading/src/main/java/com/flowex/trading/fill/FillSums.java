package com.flowex.trading.fill;

/**
 * What an order's trades add up to.
 *
 * @param quantityUnits of the base asset
 * @param quoteUnits for it
 * @param feeUnits of what was received
 */
public record FillSums(long quantityUnits, long quoteUnits, long feeUnits) {}
