package com.flowex.trading.order;

import com.flowex.domain.Scale;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Shown numbers that need a division: averages and values. The one place of this service that rounds. */
public final class Ratio {

    /** An average is shown with so many places more than a price. */
    private static final int EXTRA_PLACES = 6;

    private Ratio() {}

    /**
     * Quote paid per whole base unit, rounded half up to six places more than a price has.
     *
     * @param quantityUnits not zero
     */
    public static String averagePrice(
            BigInteger quoteUnits, Scale quote, BigInteger quantityUnits, Scale base, Scale price) {
        BigDecimal paid = new BigDecimal(quoteUnits, quote.places());
        BigDecimal got = new BigDecimal(quantityUnits, base.places());
        return plain(paid.divide(got, price.places() + EXTRA_PLACES, RoundingMode.HALF_UP));
    }

    /** Plain decimal text without trailing zeros. */
    public static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
