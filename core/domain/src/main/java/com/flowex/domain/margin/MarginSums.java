package com.flowex.domain.margin;

import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.value.Scale;
import java.math.BigInteger;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Value of what an account has and owes, at index prices. All sums are exact: a value is a whole number of 10^-42 of
 * the tenant's valuation currency, because an asset and a price have at most 18 places each and a rate has six.
 */
public final class MarginSums {

    /** Level in millionths that an account keeps when money leaves it. */
    public static final int TRANSFER_OUT_LEVEL = 2_000_000;

    /** {@link #levelMillionths} of an account that owes nothing. */
    public static final long NO_DEBT = Long.MAX_VALUE;

    private static final int PLACES = 42;
    private static final BigInteger MILLION = BigInteger.valueOf(MarginTier.MILLIONTHS_MAX);
    private static final BigInteger WHOLE = BigInteger.TEN.pow(PLACES);

    private BigInteger assets = BigInteger.ZERO;
    private BigInteger collateral = BigInteger.ZERO;
    private BigInteger debts = BigInteger.ZERO;
    private BigInteger initial = BigInteger.ZERO;
    private BigInteger maintenance = BigInteger.ZERO;

    /** Returns the same sums, to which other assets and debts can be added. */
    public MarginSums copy() {
        MarginSums same = new MarginSums();
        same.assets = assets;
        same.collateral = collateral;
        same.debts = debts;
        same.initial = initial;
        same.maintenance = maintenance;
        return same;
    }

    /**
     * Adds money that an account has.
     *
     * @param units units of an asset, 0 or more
     */
    public void addAsset(long units, Scale scale, long priceUnits, MarginTerms terms) {
        BigInteger value = valueOf(units, scale, priceUnits, terms.priceScale());
        assets = assets.add(value);
        collateral = collateral.add(shareOf(value, MarginTier.MILLIONTHS_MAX - terms.haircutMillionths()));
    }

    /**
     * Adds a debt of an account.
     *
     * @param units units of an asset, interest included, 0 or more
     */
    public void addDebt(long units, Scale scale, long priceUnits, MarginTerms terms) {
        BigInteger value = valueOf(units, scale, priceUnits, terms.priceScale());
        debts = debts.add(value);
        initial = initial.add(requirement(value, terms.tiers(), MarginTier::initialMillionths));
        maintenance = maintenance.add(requirement(value, terms.tiers(), MarginTier::maintenanceMillionths));
    }

    /** Returns the sum over the slices of a debt of each slice times its own rate, as income tax is computed. */
    private static BigInteger requirement(
            BigInteger value, List<MarginTier> tiers, ToIntFunction<MarginTier> rateMillionths) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            BigInteger from = BigInteger.valueOf(tiers.get(i).fromWhole()).multiply(WHOLE);
            if (value.compareTo(from) <= 0) {
                return sum;
            }
            BigInteger to = i + 1 == tiers.size()
                    ? value
                    : value.min(BigInteger.valueOf(tiers.get(i + 1).fromWhole()).multiply(WHOLE));
            sum = sum.add(shareOf(to.subtract(from), rateMillionths.applyAsInt(tiers.get(i))));
        }
        return sum;
    }

    /** The division is exact, because every value and every bound of a tier is a multiple of a million. */
    private static BigInteger shareOf(BigInteger value, int millionths) {
        return value.divide(MILLION).multiply(BigInteger.valueOf(millionths));
    }

    /** Returns the value of some units of an asset, exact: a whole number of 10^-42 of the valuation currency. */
    public static BigInteger valueOf(long units, Scale scale, long priceUnits, Scale priceScale) {
        return BigInteger.valueOf(units)
                .multiply(BigInteger.valueOf(priceUnits))
                .multiply(BigInteger.TEN.pow(PLACES - scale.places() - priceScale.places()));
    }

    /**
     * Returns true if collateral less debts is at least the initial margin, which a new debt needs, and at least the
     * debts' part that the leverage asks for.
     *
     * @param leverage highest multiple of collateral less debts that the collateral may be, 1 or more; {@link SetLeverage#NONE} sets no bound
     */
    public boolean coverInitialMargin(int leverage) {
        BigInteger equity = collateral.subtract(debts);
        boolean isWithinLeverage = leverage == SetLeverage.NONE
                || equity.multiply(BigInteger.valueOf(leverage - 1L)).compareTo(debts) >= 0;
        return isWithinLeverage && equity.compareTo(initial) >= 0;
    }

    /** Returns true if collateral less debts is at least the maintenance margin. */
    public boolean coverMaintenanceMargin() {
        return collateral.subtract(debts).compareTo(maintenance) >= 0;
    }

    /** Returns true if assets are at least so many millionths of the debts. */
    public boolean isLevelAtLeast(int millionths) {
        return assets.multiply(MILLION).compareTo(debts.multiply(BigInteger.valueOf(millionths))) >= 0;
    }

    /** Returns true if assets are at most so many millionths of the debts. */
    public boolean isLevelAtMost(int millionths) {
        return assets.multiply(MILLION).compareTo(debts.multiply(BigInteger.valueOf(millionths))) <= 0;
    }

    /** Returns the value of all debts. */
    public BigInteger debts() {
        return debts;
    }

    /** Returns the value of all assets, before haircuts. */
    public BigInteger assets() {
        return assets;
    }

    /** Returns the value of all assets after haircuts. */
    public BigInteger collateral() {
        return collateral;
    }

    /**
     * Returns the value of assets to sell, and of debts to repay from it, until the assets without all fees are the
     * level's multiple of the debts. Each sale adds its own fee.
     *
     * @param fees value of the fees so far
     * @return value, rounded up; 0 or less if the level is reached
     */
    public BigInteger toSell(MarginLevels levels, BigInteger fees) {
        BigInteger missing = debts.multiply(BigInteger.valueOf(levels.callMillionths()))
                .subtract(assets.subtract(fees).multiply(MILLION));
        long each = (long) levels.callMillionths() - MarginTier.MILLIONTHS_MAX - levels.feeMillionths();
        BigInteger[] parts = missing.divideAndRemainder(BigInteger.valueOf(each));
        return parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
    }

    /**
     * Returns the margin level: assets in millionths of the debts, rounded down, at most the largest {@code long};
     * {@link #NO_DEBT} without debts.
     */
    public long levelMillionths() {
        return levelMillionths(assets);
    }

    /** Returns the same of the assets after haircuts. */
    public long collateralLevelMillionths() {
        return levelMillionths(collateral);
    }

    private long levelMillionths(BigInteger value) {
        if (debts.signum() == 0) {
            return NO_DEBT;
        }
        BigInteger level = value.multiply(MILLION).divide(debts);
        return level.bitLength() > 63 ? NO_DEBT : level.longValueExact();
    }

    /** Returns the initial margin in units of a scale of the valuation currency, rounded up. */
    public BigInteger initialMargin(Scale scale) {
        return roundedUp(initial, scale);
    }

    /** Returns the maintenance margin in units of a scale of the valuation currency, rounded up. */
    public BigInteger maintenanceMargin(Scale scale) {
        return roundedUp(maintenance, scale);
    }

    /**
     * Returns a value in units of a scale of the valuation currency, rounded down.
     *
     * @param value whole number of 10^-42 of the valuation currency, 0 or more
     */
    public static BigInteger roundedDown(BigInteger value, Scale scale) {
        return value.divide(BigInteger.TEN.pow(PLACES - scale.places()));
    }

    /** Returns a value in units of a scale of the valuation currency, rounded up. */
    public static BigInteger roundedUp(BigInteger value, Scale scale) {
        BigInteger[] parts = value.divideAndRemainder(BigInteger.TEN.pow(PLACES - scale.places()));
        return parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
    }
}
