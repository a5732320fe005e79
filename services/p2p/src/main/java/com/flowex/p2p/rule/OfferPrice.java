package com.flowex.p2p.rule;

import com.flowex.domain.market.Notional;
import com.flowex.domain.value.Scale;
import java.math.BigInteger;
import java.util.OptionalLong;

/** Prices of offers: payment currency for one whole unit of the asset, in units of {@link #SCALE}. */
public final class OfferPrice {

    /** Scale of all prices of offers, whatever the market's. */
    public static final Scale SCALE = new Scale(8);

    /** Largest distance of a floating price from its reference, in hundredths of a percent. */
    public static final int MARGIN_MAX = 5_000;

    private static final BigInteger WHOLE = BigInteger.valueOf(10_000);

    private OfferPrice() {}

    /**
     * Returns a floating price, rounded down.
     *
     * @param referenceUnits reference price in units of {@link #SCALE}
     * @param margin distance from it in hundredths of a percent, at most {@link #MARGIN_MAX} up or down
     * @return empty if the price is zero or no {@code long}
     */
    public static OptionalLong floating(long referenceUnits, int margin) {
        BigInteger price = BigInteger.valueOf(referenceUnits)
                .multiply(WHOLE.add(BigInteger.valueOf(margin)))
                .divide(WHOLE);
        return price.signum() > 0 && price.bitLength() < Long.SIZE
                ? OptionalLong.of(price.longValueExact())
                : OptionalLong.empty();
    }

    /**
     * Returns the payment for a quantity, rounded up to a whole unit of the currency.
     *
     * @return empty if the payment is no {@code long}
     */
    public static OptionalLong payment(long priceUnits, long units, Scale asset, Scale currency) {
        try {
            return OptionalLong.of(
                    Notional.roundedUp(priceUnits, units, Notional.Conversion.of(SCALE, asset, currency)));
        } catch (ArithmeticException tooLarge) {
            return OptionalLong.empty();
        }
    }

    /** Returns a price of another scale in units of {@link #SCALE}, rounded down; empty if it is no {@code long}. */
    public static OptionalLong rescaled(long units, Scale from) {
        BigInteger scaled = BigInteger.valueOf(units)
                .multiply(BigInteger.TEN.pow(SCALE.places()))
                .divide(BigInteger.TEN.pow(from.places()));
        return scaled.bitLength() < Long.SIZE ? OptionalLong.of(scaled.longValueExact()) : OptionalLong.empty();
    }
}
