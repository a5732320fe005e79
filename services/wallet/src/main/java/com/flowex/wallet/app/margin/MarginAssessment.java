package com.flowex.wallet.app.margin;

import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginSums;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.wallet.store.margin.AssetMargin;
import com.flowex.wallet.store.margin.MarginAccount;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Assessment of an account by the rules of the exchange (docs/trading-rules.md, section 12): its level, what it can
 * borrow and let out, and the index prices at which it would be liquidated. It shows; the exchange decides.
 *
 * @param account balances and debts
 * @param assets returns an asset by its id
 * @param isCertain true for an asset whose index price is certain
 * @param rates rates that the account would pay
 */
public record MarginAssessment(
        MarginAccount account, Function<AssetId, Asset> assets, Predicate<AssetId> isCertain, AccountRates rates) {

    private static final BigInteger MILLION = BigInteger.valueOf(MarginTier.MILLIONTHS_MAX);
    private static final BigInteger RATE = BigInteger.valueOf(1_000_000_000);

    /** Places of a value: {@link MarginSums#valueOf}. */
    private static final int VALUE_PLACES = 42;

    /**
     * Liquidation that an index price would cause, all else unchanged.
     *
     * @param priceUnits index price, in the scale of the asset's terms
     * @param isFall true if this price or a lower one liquidates; false if this or a higher one does
     * @param toSell value that would be sold and repaid first, in whole numbers of 10^-42 of the valuation currency
     */
    public record LiquidationPreview(BigInteger priceUnits, boolean isFall, BigInteger toSell) {}

    /** Returns the assessment under assumptions, at most one an asset; an assumed index price is certain. */
    public MarginAssessment assuming(List<MarginAssumption> assumptions) {
        Map<AssetId, MarginAssumption> known =
                assumptions.stream().collect(Collectors.toMap(MarginAssumption::asset, Function.identity()));
        List<AssetMargin> then = account.assets().stream()
                .map(asset -> {
                    MarginAssumption assumed = known.get(asset.asset());
                    return assumed == null ? asset : assumed.under(asset);
                })
                .toList();
        Predicate<AssetId> hasPrice = id -> {
            MarginAssumption assumed = known.get(id);
            return assumed != null && assumed.indexPrice() != 0;
        };
        return new MarginAssessment(account.with(then), assets, isCertain.or(hasPrice), rates);
    }

    /** Returns the sums that decide on margin calls and liquidations, at the last price of each asset. */
    public MarginSums sums() {
        return sums(_ -> true);
    }

    private MarginSums sums(Predicate<AssetId> counts) {
        MarginSums sums = new MarginSums();
        for (AssetMargin each : account.assets()) {
            if (counts.test(each.asset())) {
                add(sums, each, each.ownUnits(), each.owedUnits(), each.indexPrice());
            }
        }
        return sums;
    }

    private void add(MarginSums sums, AssetMargin asset, long own, long owed, long priceUnits) {
        Scale scale = assets.apply(asset.asset()).scale();
        sums.addAsset(own, scale, priceUnits, asset.terms());
        sums.addDebt(owed, scale, priceUnits, asset.terms());
    }

    /** Returns the sums of the other assets whose price is certain. */
    private MarginSums certainBeside(AssetMargin asset) {
        return sums(other -> isCertain.test(other) && !other.equals(asset.asset()));
    }

    /**
     * Returns a value in units of an asset at its index price, rounded down.
     *
     * @param value whole number of 10^-42 of the valuation currency
     * @return empty if no source has given a price of the asset
     */
    public Optional<BigInteger> valueIn(AssetMargin asset, BigInteger value, Scale scale) {
        if (asset.indexPrice() == 0) {
            return Optional.empty();
        }
        Scale own = assets.apply(asset.asset()).scale();
        BigInteger whole = MarginSums.valueOf(
                own.unitsPerWhole(), own, asset.indexPrice(), asset.terms().priceScale());
        BigInteger[] parts = value.multiply(BigInteger.TEN.pow(scale.places())).divideAndRemainder(whole);
        return Optional.of(parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0]);
    }

    /** Returns the highest leverage that an account can set: that of the lowest first tier; 1 if nothing is lent. */
    public int leverageMax() {
        return account.assets().stream()
                .mapToInt(each -> each.terms().leverageMax())
                .max()
                .orElse(1);
    }

    /** Returns true if the price of each owed asset is certain. */
    public boolean areDebtsCertain() {
        return account.assets().stream().allMatch(each -> each.owedUnits() == 0 || isCertain.test(each.asset()));
    }

    /** Returns true if the account owes anything. */
    public boolean owes() {
        return account.assets().stream().anyMatch(each -> each.owedUnits() > 0);
    }

    /** Returns the most units of an asset that the account can borrow now, as far as the view shows. */
    public long borrowable(AssetMargin asset) {
        if (account.isLiquidating() || !areDebtsCertain() || !isCertain.test(asset.asset())) {
            return 0;
        }
        MarginTerms terms = asset.terms();
        long most = Math.min(terms.capUnits() - asset.poolLentUnits(), asset.poolFreeUnits());
        MarginSums others = certainBeside(asset);
        return most(most, units -> {
            MarginSums lent = others.copy();
            int rate = rates.afterLoan(asset, units).billionths();
            long owed = asset.owedUnits() + units + firstHour(units, rate);
            add(lent, asset, asset.ownUnits() + units, owed, asset.indexPrice());
            return lent.coverInitialMargin(account.leverage());
        });
    }

    /** Returns the interest of the hour that a loan costs at once, rounded up. */
    private static long firstHour(long units, int rateBillionths) {
        return BigInteger.valueOf(units)
                .multiply(BigInteger.valueOf(rateBillionths))
                .add(RATE)
                .subtract(BigInteger.ONE)
                .divide(RATE)
                .longValueExact();
    }

    /** Returns the most units of an asset that may leave the account now, as far as the view shows. */
    public long withdrawable(AssetMargin asset) {
        if (account.isLiquidating()) {
            return 0;
        }
        if (!owes()) {
            return asset.availableUnits();
        }
        if (!areDebtsCertain()) {
            return 0;
        }
        MarginSums others = certainBeside(asset);
        boolean isCounted = isCertain.test(asset.asset());
        return most(asset.availableUnits(), units -> {
            MarginSums left = others.copy();
            if (isCounted) {
                add(left, asset, Math.max(0, asset.ownUnits() - units), asset.owedUnits(), asset.indexPrice());
            }
            return left.coverInitialMargin(account.leverage()) && left.isLevelAtLeast(MarginSums.TRANSFER_OUT_LEVEL);
        });
    }

    /** Returns the largest number up to a bound that is allowed; each smaller one is allowed, too. */
    private static long most(long bound, LongPredicate isAllowed) {
        long low = 0;
        long high = Math.max(0, bound);
        while (low < high) {
            long middle = low + (high - low) / 2 + (high - low) % 2;
            if (isAllowed.test(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * Returns the index price of an asset at which the account reaches the liquidation level.
     *
     * @return empty if the account owes nothing, or no price of this asset alone leads there from the present level
     */
    public Optional<LiquidationPreview> preview(AssetMargin asset) {
        MarginLevels levels = account.levels();
        MarginSums others = sums(other -> !other.equals(asset.asset()));
        BigInteger level = BigInteger.valueOf(levels.liquidationMillionths());
        BigInteger perPrice = BigInteger.TEN.pow(VALUE_PLACES
                - assets.apply(asset.asset()).scale().places()
                - asset.terms().priceScale().places());
        // Liquidated if (A + own P) 10^6 <= L (D + owed P): P (own 10^6 - L owed) <= L D - A 10^6.
        BigInteger weight = BigInteger.valueOf(asset.ownUnits())
                .multiply(MILLION)
                .subtract(BigInteger.valueOf(asset.owedUnits()).multiply(level))
                .multiply(perPrice);
        BigInteger room =
                others.debts().multiply(level).subtract(others.assets().multiply(MILLION));
        if (!owes() || weight.signum() == 0 || room.signum() != weight.signum()) {
            return Optional.empty();
        }
        boolean isFall = weight.signum() > 0;
        BigInteger price = isFall ? room.divide(weight) : ceiling(room.negate(), weight.negate());
        if (price.signum() <= 0 || price.bitLength() > 63) {
            return Optional.empty();
        }
        MarginSums then = others.copy();
        add(then, asset, asset.ownUnits(), asset.owedUnits(), price.longValueExact());
        BigInteger toSell =
                then.toSell(levels, BigInteger.ZERO).min(then.debts()).max(BigInteger.ZERO);
        return Optional.of(new LiquidationPreview(price, isFall, toSell));
    }

    private static BigInteger ceiling(BigInteger value, BigInteger by) {
        return value.add(by).subtract(BigInteger.ONE).divide(by);
    }

    /** Returns the assets that a liquidation would sell, in its order: the smallest haircut first, then by id. */
    public List<AssetId> inSaleOrder() {
        return account.assets().stream()
                .filter(each -> each.availableUnits() > each.owedUnits())
                .sorted(Comparator.<AssetMargin>comparingInt(
                                each -> each.terms().haircutMillionths())
                        .thenComparingInt(each -> each.asset().value()))
                .map(AssetMargin::asset)
                .toList();
    }
}
