package com.flowex.domain.market;

/**
 * Fee rates of accounts whose volume reaches this tier.
 *
 * @param volumeFromUnits lowest volume of the tier: traded within 30 days in markets of the same quote asset, in its
 *     units; 0 or more
 */
public record FeeTier(long volumeFromUnits, FeeRates rates) {

    public FeeTier {
        if (volumeFromUnits < 0) {
            throw new IllegalArgumentException("a volume is not negative, was " + volumeFromUnits);
        }
    }
}
