package com.flowex.domain.market;

import java.util.List;

/**
 * Fee rates by an account's trading volume.
 *
 * @param tiers 1 to {@link #TIERS_MAX} tiers, from volume 0 upwards. No rebate exceeds any taker's rate, so the taker
 *     of the same trade pays every rebate
 */
public record FeeSchedule(List<FeeTier> tiers) {

    public static final int TIERS_MAX = 16;

    public FeeSchedule {
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty() || tiers.size() > TIERS_MAX) {
            throw new IllegalArgumentException("a schedule has 1.." + TIERS_MAX + " tiers, was " + tiers.size());
        }
        if (tiers.getFirst().volumeFromUnits() != 0) {
            throw new IllegalArgumentException("the first tier begins at volume 0");
        }
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i).volumeFromUnits() <= tiers.get(i - 1).volumeFromUnits()) {
                throw new IllegalArgumentException("tiers go upwards, tier " + i + " does not");
            }
        }
        int lowestTaker = FeeRates.MILLIONTHS_MAX;
        int lowestMaker = FeeRates.MILLIONTHS_MAX;
        for (FeeTier tier : tiers) {
            lowestTaker = Math.min(lowestTaker, tier.rates().takerMillionths());
            lowestMaker = Math.min(lowestMaker, tier.rates().makerMillionths());
        }
        if (lowestTaker + lowestMaker < 0) {
            throw new IllegalArgumentException(
                    "a rebate of " + -lowestMaker + " millionths exceeds the lowest taker fee of " + lowestTaker);
        }
    }

    /** Returns a schedule with the same rates at every volume. */
    public static FeeSchedule flat(FeeRates rates) {
        return new FeeSchedule(List.of(new FeeTier(0, rates)));
    }

    /** Returns the rates of the lowest tier, which an account pays that has not traded. */
    public FeeRates base() {
        return tiers.getFirst().rates();
    }

    /**
     * Returns the rates at a volume.
     *
     * @param volumeUnits traded volume in units of the quote asset, 0 or more
     */
    public FeeRates at(long volumeUnits) {
        int tier = tiers.size() - 1;
        while (tiers.get(tier).volumeFromUnits() > volumeUnits) {
            tier--;
        }
        return tiers.get(tier).rates();
    }
}
