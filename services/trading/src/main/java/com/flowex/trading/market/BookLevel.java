package com.flowex.trading.market;

import java.math.BigInteger;

/**
 * One price of a book and all that rests there.
 *
 * @param priceUnits of the instrument's price scale
 * @param quantityUnits of the base asset, positive; a sum has no bound that a {@code long} could promise
 */
public record BookLevel(long priceUnits, BigInteger quantityUnits) {}
