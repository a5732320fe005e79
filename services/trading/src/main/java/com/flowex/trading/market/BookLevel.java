package com.flowex.trading.market;

/**
 * One price of a book and all that rests there.
 *
 * @param priceUnits of the instrument's price scale
 * @param quantityUnits of the base asset, positive
 */
public record BookLevel(long priceUnits, long quantityUnits) {}
