package com.flowex.domain.margin;

/**
 * Point of a curve of rates.
 *
 * @param useMillionths part of a pool's money that is lent, in millionths, 0 to {@link #USE_MAX}
 * @param hourlyRateBillionths interest of an hour at this use, in billionths of the debt, at most
 *     {@link MarginTerms#RATE_MAX}
 */
public record RatePoint(int useMillionths, int hourlyRateBillionths) {

    /** Use of a pool that has lent all its money. */
    public static final int USE_MAX = 1_000_000;

    public RatePoint {
        if (useMillionths < 0 || useMillionths > USE_MAX) {
            throw new IllegalArgumentException("a use is within 0.." + USE_MAX + " millionths, was " + useMillionths);
        }
        if (hourlyRateBillionths < 0 || hourlyRateBillionths > MarginTerms.RATE_MAX) {
            throw new IllegalArgumentException(
                    "an hourly rate is within 0.." + MarginTerms.RATE_MAX + " billionths, was " + hourlyRateBillionths);
        }
    }
}
