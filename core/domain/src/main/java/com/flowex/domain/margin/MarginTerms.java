package com.flowex.domain.margin;

import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.value.Scale;
import java.util.List;

/**
 * Terms on which a tenant lends an asset and accepts it as collateral.
 *
 * @param priceScale scale of the asset's index price; it never changes
 * @param haircutMillionths part of the asset's value that does not count as collateral, in millionths: 1,000,000 means
 *     that it is no collateral
 * @param tiers 1 to {@link #TIERS_MAX} tiers, from value 0 upwards; a higher tier needs no less margin
 * @param capUnits highest sum of debts in the asset, without interest, in its units; 0 means that it is not lent
 * @param hourlyRateBillionths interest of an hour, in billionths of the debt, at most {@link #RATE_MAX}
 */
public record MarginTerms(
        Scale priceScale, int haircutMillionths, List<MarginTier> tiers, long capUnits, int hourlyRateBillionths) {

    public static final int TIERS_MAX = 16;

    /** A debt with its interest, which is at most as large, and a sum of two of them fit a {@code long}. */
    public static final long CAP_MAX = Long.MAX_VALUE / 4;

    /** A thousandth an hour: 876 % a year. */
    public static final int RATE_MAX = 1_000_000;

    public MarginTerms {
        tiers = List.copyOf(tiers);
        if (haircutMillionths < 0 || haircutMillionths > MarginTier.MILLIONTHS_MAX) {
            throw new IllegalArgumentException(
                    "a haircut is within 0.." + MarginTier.MILLIONTHS_MAX + " millionths, was " + haircutMillionths);
        }
        if (tiers.isEmpty() || tiers.size() > TIERS_MAX) {
            throw new IllegalArgumentException("terms have 1.." + TIERS_MAX + " tiers, was " + tiers.size());
        }
        if (tiers.getFirst().fromWhole() != 0) {
            throw new IllegalArgumentException("the first tier begins at value 0");
        }
        for (int i = 1; i < tiers.size(); i++) {
            checkOrder(tiers.get(i - 1), tiers.get(i), i);
        }
        if (capUnits < 0 || capUnits > CAP_MAX) {
            throw new IllegalArgumentException("a cap is within 0.." + CAP_MAX + ", was " + capUnits);
        }
        if (hourlyRateBillionths < 0 || hourlyRateBillionths > RATE_MAX) {
            throw new IllegalArgumentException(
                    "an hourly rate is within 0.." + RATE_MAX + " billionths, was " + hourlyRateBillionths);
        }
    }

    /**
     * Returns the highest leverage at which the first tier still lends the asset, at most {@link
     * SetLeverage#LEVERAGE_MAX}; 1 if it is not lent.
     */
    public int leverageMax() {
        int max = 1 + MarginTier.MILLIONTHS_MAX / tiers.getFirst().initialMillionths();
        return capUnits == 0 ? 1 : Math.min(max, SetLeverage.LEVERAGE_MAX);
    }

    private static void checkOrder(MarginTier lower, MarginTier higher, int place) {
        if (higher.fromWhole() <= lower.fromWhole()) {
            throw new IllegalArgumentException("tiers go upwards, tier " + place + " does not");
        }
        if (higher.initialMillionths() < lower.initialMillionths()
                || higher.maintenanceMillionths() < lower.maintenanceMillionths()) {
            throw new IllegalArgumentException("a higher tier needs no less margin, tier " + place + " does");
        }
    }
}
