package com.flowex.trading.store;

/**
 * Sums of an order's trades.
 *
 * @param quantityUnits amount of the base asset
 * @param quoteUnits amount of the quote asset
 * @param feeUnits fees in the received asset
 */
public record FillSums(long quantityUnits, long quoteUnits, long feeUnits) {}
