package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.SetMarginRates;
import com.flowex.domain.event.InterestRateSet;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.MarginRatesSet;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.RateDiscount;
import com.flowex.domain.margin.RatePoint;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Section 12: rates by the use of a pool and by volume. */
final class InterestRates {

    private final World world;
    private final Money money;
    private final Map<AssetId, MarginRates> all = new HashMap<>();

    InterestRates(World world, Money money) {
        this.world = world;
        this.money = money;
    }

    /** Rate of the next hour, and the event that gives it; null where the terms alone have a rate. */
    record Decision(int rate, @Nullable InterestRateSet event) {}

    void set(SetMarginRates set) {
        RejectReason refusal = refusalOf(set);
        MarginRates before = all.getOrDefault(set.asset(), MarginRates.NONE);
        if (refusal != null) {
            world.say(new ListingRejected(set.tenant(), refusal));
        } else if (!before.equals(set.rates())) {
            all.put(set.asset(), set.rates());
            world.say(new MarginRatesSet(set.tenant(), set.asset(), set.rates()));
        }
    }

    private @Nullable RejectReason refusalOf(SetMarginRates set) {
        RejectReason refusal = refusalOf(set.tenant(), set.asset());
        if (refusal == null && set.rates().volumeAsset() != null) {
            refusal = refusalOf(set.tenant(), set.rates().volumeAsset());
        }
        if (refusal != null) {
            return refusal;
        }
        if (!world.lent.containsKey(set.asset())) {
            return RejectReason.MARGIN_TERMS_MISSING;
        }
        return world.rulesVersion < 16 ? RejectReason.RULES_TOO_OLD : null;
    }

    private @Nullable RejectReason refusalOf(int tenant, AssetId id) {
        Asset asset = world.assets.get(id);
        if (asset == null) {
            return RejectReason.UNKNOWN_ASSET;
        }
        return asset.tenant() == tenant ? null : RejectReason.OTHER_TENANT;
    }

    /**
     * Decides a rate.
     *
     * @param lent sum of all principals, as of the moment that counts
     * @param moved units that the pool had more at that moment than now
     */
    Decision decide(Account account, AssetId asset, BigInteger lent, BigInteger moved) {
        int ofTerms = Objects.requireNonNull(world.lent.get(asset)).terms.hourlyRateBillionths();
        MarginRates rates = all.getOrDefault(asset, MarginRates.NONE);
        if (rates.curve().isEmpty() && rates.discounts().isEmpty()) {
            return new Decision(ofTerms, null);
        }
        Account lender = world.accounts.get(AccountId.lendingOf(account.id.tenant()));
        BigInteger free = (lender == null ? BigInteger.ZERO : money.available(lender, asset)).add(moved);
        int pool = rates.curve().isEmpty() ? ofTerms : onCurve(rates, use(lent, free));
        int rate = new BigDecimal(pool)
                .multiply(BigDecimal.ONE.subtract(discount(account, rates)))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
        return new Decision(rate, new InterestRateSet(account.id, asset, pool, rate));
    }

    private static BigDecimal use(BigInteger lent, BigInteger free) {
        BigInteger all = lent.add(free);
        return all.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(lent).divide(new BigDecimal(all), 6, RoundingMode.CEILING);
    }

    /** The highest point at or below the use, and the part of the way to the next one. */
    private static int onCurve(MarginRates rates, BigDecimal use) {
        RatePoint from = rates.curve().stream()
                .filter(point -> at(point).compareTo(use) <= 0)
                .max(Comparator.comparing(InterestRates::at))
                .orElseThrow();
        Optional<RatePoint> next = rates.curve().stream()
                .filter(point -> at(point).compareTo(use) > 0)
                .min(Comparator.comparing(InterestRates::at));
        BigDecimal low = new BigDecimal(from.hourlyRateBillionths());
        return next.map(to -> use.subtract(at(from))
                        .multiply(new BigDecimal(to.hourlyRateBillionths()).subtract(low))
                        .divide(at(to).subtract(at(from)), 0, RoundingMode.CEILING)
                        .add(low)
                        .intValueExact())
                .orElse(from.hourlyRateBillionths());
    }

    private static BigDecimal at(RatePoint point) {
        return new BigDecimal(BigInteger.valueOf(point.useMillionths()), 6);
    }

    private BigDecimal discount(Account account, MarginRates rates) {
        if (rates.volumeAsset() == null) {
            return BigDecimal.ZERO;
        }
        BigInteger volume = money.volume(account, rates.volumeAsset()).min(Money.big(Long.MAX_VALUE));
        int basisPoints = rates.discounts().stream()
                .filter(discount -> Money.big(discount.volumeFromUnits()).compareTo(volume) <= 0)
                .mapToInt(RateDiscount::basisPoints)
                .max()
                .orElse(0);
        return new BigDecimal(BigInteger.valueOf(basisPoints), 4);
    }
}
