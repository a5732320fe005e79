package com.flowex.trading.api.order;

import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Formats averages and values that need a division. Besides {@code PositionBody}, no other class of this service
 * rounds.
 */
public final class AverageFormat {

    /** Number of decimal places that an average has more than a price. */
    private static final int EXTRA_PLACES = 6;

    private AverageFormat() {}

    /**
     * Returns the quote amount per whole base unit, rounded half up to six places more than a price has.
     *
     * @param quantityUnits base quantity in units, not zero
     */
    public static String averagePrice(
            BigInteger quoteUnits, Scale quote, BigInteger quantityUnits, Scale base, Scale price) {
        BigDecimal paid = new BigDecimal(quoteUnits, quote.places());
        BigDecimal got = new BigDecimal(quantityUnits, base.places());
        return Decimals.plain(paid.divide(got, price.places() + EXTRA_PLACES, RoundingMode.HALF_UP));
    }
}
