package com.flowex.domain.margin;

import com.flowex.domain.value.AssetId;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rates of a lending pool that follow its use and the volumes of its borrowers. Without a curve the rate of the {@link
 * MarginTerms} is the pool's; without discounts all accounts pay the pool's rate.
 *
 * @param curve rates by use: none, or 2 to {@link #POINTS_MAX} points whose uses rise from 0 to {@link
 *     RatePoint#USE_MAX} and whose rates do not fall
 * @param discounts discounts by volume, at most {@link #DISCOUNTS_MAX}: both rise, discounts may stay equal
 * @param volumeAsset quote currency in which volumes count, as for trading fees; null without discounts, and only then
 */
public record MarginRates(
        List<RatePoint> curve,
        List<RateDiscount> discounts,
        @Nullable AssetId volumeAsset) {

    public static final int POINTS_MAX = 16;
    public static final int DISCOUNTS_MAX = 16;

    /** The rate of the terms, for all accounts. */
    public static final MarginRates NONE = new MarginRates(List.of(), List.of(), null);

    private static final BigInteger MILLION = BigInteger.valueOf(RatePoint.USE_MAX);

    public MarginRates {
        curve = List.copyOf(curve);
        discounts = List.copyOf(discounts);
        if (!curve.isEmpty()) {
            checkCurve(curve);
        }
        if (discounts.size() > DISCOUNTS_MAX) {
            throw new IllegalArgumentException(
                    "rates have at most " + DISCOUNTS_MAX + " discounts, was " + discounts.size());
        }
        for (int i = 1; i < discounts.size(); i++) {
            checkOrder(discounts.get(i - 1), discounts.get(i), i);
        }
        if (discounts.isEmpty() != (volumeAsset == null)) {
            throw new IllegalArgumentException("discounts name the currency of their volumes, and only they");
        }
    }

    private static void checkCurve(List<RatePoint> curve) {
        if (curve.size() < 2 || curve.size() > POINTS_MAX) {
            throw new IllegalArgumentException("a curve has 2.." + POINTS_MAX + " points, was " + curve.size());
        }
        if (curve.getFirst().useMillionths() != 0 || curve.getLast().useMillionths() != RatePoint.USE_MAX) {
            throw new IllegalArgumentException("a curve goes from use 0 to use " + RatePoint.USE_MAX);
        }
        for (int i = 1; i < curve.size(); i++) {
            RatePoint lower = curve.get(i - 1);
            RatePoint higher = curve.get(i);
            if (higher.useMillionths() <= lower.useMillionths()
                    || higher.hourlyRateBillionths() < lower.hourlyRateBillionths()) {
                throw new IllegalArgumentException("uses rise and rates do not fall, point " + i + " breaks that");
            }
        }
    }

    private static void checkOrder(RateDiscount lower, RateDiscount higher, int place) {
        if (higher.volumeFromUnits() <= lower.volumeFromUnits() || higher.basisPoints() < lower.basisPoints()) {
            throw new IllegalArgumentException("volumes rise and discounts do not fall, discount " + place + " does");
        }
    }

    /** Returns true if the rate of the terms is that of all accounts. */
    public boolean isEmpty() {
        return curve.isEmpty() && discounts.isEmpty();
    }

    /**
     * Returns the rate of an hour.
     *
     * @param termsBillionths rate of the terms, which holds where there is no curve
     * @param lentUnits principal of all debts of the pool, 0 or more
     * @param availableUnits money of the pool that is not reserved, 0 or more
     * @param volumeUnits volume of the account in 30 days, 0 or more
     */
    public InterestRate rate(int termsBillionths, long lentUnits, long availableUnits, long volumeUnits) {
        int use = useMillionths(lentUnits, availableUnits);
        int pool = curve.isEmpty() ? termsBillionths : onCurve(use);
        return new InterestRate(use, pool, discounted(pool, volumeUnits));
    }

    /** Returns the part of a pool's money that is lent, in millionths, rounded up; 0 for a pool that has nothing. */
    public static int useMillionths(long lentUnits, long availableUnits) {
        BigInteger lent = BigInteger.valueOf(lentUnits);
        BigInteger all = lent.add(BigInteger.valueOf(availableUnits));
        return all.signum() == 0
                ? 0
                : lent.multiply(MILLION)
                        .add(all)
                        .subtract(BigInteger.ONE)
                        .divide(all)
                        .intValueExact();
    }

    /** Returns the rate on the straight line between the points around a use, rounded up. */
    private int onCurve(int use) {
        int above = 1;
        while (curve.get(above).useMillionths() < use) {
            above++;
        }
        RatePoint from = curve.get(above - 1);
        RatePoint to = curve.get(above);
        long rise = to.hourlyRateBillionths() - (long) from.hourlyRateBillionths();
        long more = Math.ceilDiv(rise * (use - from.useMillionths()), (long) to.useMillionths() - from.useMillionths());
        return from.hourlyRateBillionths() + (int) more;
    }

    /** Returns a rate less the discount for a volume, rounded up. */
    private int discounted(int rate, long volumeUnits) {
        int basisPoints = 0;
        for (RateDiscount discount : discounts) {
            if (discount.volumeFromUnits() <= volumeUnits) {
                basisPoints = discount.basisPoints();
            }
        }
        long charged = (long) rate * (RateDiscount.BASIS_POINTS_MAX - basisPoints);
        return (int) Math.ceilDiv(charged, (long) RateDiscount.BASIS_POINTS_MAX);
    }
}
