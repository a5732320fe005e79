package com.flowex.domain.margin;

/**
 * Discount of a rate for accounts that trade much.
 *
 * @param volumeFromUnits least volume of 30 days, in units of the currency that {@link MarginRates} names, 0 or more
 * @param basisPoints part of the rate that is not charged, in hundredths of a percent, 0 to {@link #BASIS_POINTS_MAX}
 */
public record RateDiscount(long volumeFromUnits, int basisPoints) {

    /** No interest is charged. */
    public static final int BASIS_POINTS_MAX = 10_000;

    public RateDiscount {
        if (volumeFromUnits < 0) {
            throw new IllegalArgumentException("a volume is 0 or more, was " + volumeFromUnits);
        }
        if (basisPoints < 0 || basisPoints > BASIS_POINTS_MAX) {
            throw new IllegalArgumentException(
                    "a discount is within 0.." + BASIS_POINTS_MAX + " basis points, was " + basisPoints);
        }
    }
}
