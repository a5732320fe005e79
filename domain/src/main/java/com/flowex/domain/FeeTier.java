package com.flowex.domain;

/**
 * The rates of accounts that trade so much.
 *
 * @param volumeFromUnits traded within 30 days in markets of the same quote asset, in its units; 0 or more
 */
public record FeeTier(long volumeFromUnits, FeeRates rates) {

    public FeeTier {
        if (volumeFromUnits < 0) {
            throw new IllegalArgumentException("a volume is not negative, was " + volumeFromUnits);
        }
    }
}
