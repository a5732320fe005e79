package com.flowex.tenants.app.listing;

import com.flowex.access.tenancy.TenantConfiguration.MarketDefaults;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeTier;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Assets, rules and fees of a market as JSON, not checked yet. The same form lists a market, changes one (a field that
 * is left out stays as it is), and shows one. Zero as a limit means no limit.
 *
 * @param priceBand maximum distance of an order from the last trade, as a share: "0.05" is 5 %
 * @param orderTypes kinds of order that the market takes; all if left out
 * @param makerFee with {@code takerFee} the same rates for all accounts, instead of {@code feeTiers}
 */
public record MarketForm(
        @Nullable String base,
        @Nullable String quote,
        @Nullable Integer priceScale,
        @Nullable String priceTick,
        @Nullable String maxPrice,
        @Nullable String quantityLot,
        @Nullable String minQuantity,
        @Nullable String maxQuantity,
        @Nullable String minNotional,
        @Nullable String maxNotional,
        @Nullable String maxPosition,
        @Nullable Integer maxOpenOrders,
        @Nullable String priceBand,
        @Nullable BreakerForm circuitBreaker,
        @Nullable List<String> orderTypes,
        @Nullable String makerFee,
        @Nullable String takerFee,
        @Nullable List<TierForm> feeTiers) {

    /** Scale of shares and rates, which are in millionths. */
    static final Scale SHARE = new Scale(6);

    /**
     * Conditions of an automatic halt of the market.
     *
     * @param move distance of a trade from the lowest or highest price of the window, as a share; "0" switches the
     *     breaker off
     */
    public record BreakerForm(
            @Nullable String move,
            @Nullable Integer windowSeconds,
            @Nullable Integer haltSeconds) {}

    /**
     * Rates of accounts from a traded volume upwards.
     *
     * @param volumeFrom volume in the quote asset within 30 days
     */
    public record TierForm(
            @Nullable String volumeFrom,
            @Nullable String makerFee,
            @Nullable String takerFee) {}

    /** Returns the form of a listed market; its rates are all in {@code feeTiers}. */
    public static MarketForm of(Instrument instrument, Asset base, Asset quote) {
        InstrumentRules rules = instrument.rules();
        RiskRules risk = rules.risk();
        Scale price = rules.priceScale();
        return new MarketForm(
                base.code(),
                quote.code(),
                price.places(),
                Decimals.format(rules.tickUnits(), price),
                Decimals.format(rules.priceMaxUnits(), price),
                Decimals.format(rules.lotUnits(), base.scale()),
                Decimals.format(rules.quantityMinUnits(), base.scale()),
                Decimals.format(rules.quantityMaxUnits(), base.scale()),
                Decimals.format(rules.notionalMinUnits(), quote.scale()),
                Decimals.format(risk.notionalMaxUnits(), quote.scale()),
                Decimals.format(risk.positionMaxUnits(), base.scale()),
                risk.openOrdersMax(),
                Decimals.format(risk.bandMillionths(), SHARE),
                breaker(risk.breaker()),
                risk.kinds().stream().map(OrderKind::code).toList(),
                null,
                null,
                instrument.fees().tiers().stream()
                        .map(tier -> tier(tier, quote.scale()))
                        .toList());
    }

    private static @Nullable BreakerForm breaker(CircuitBreaker breaker) {
        return breaker.isOn()
                ? new BreakerForm(
                        Decimals.format(breaker.moveMillionths(), SHARE),
                        seconds(breaker.windowNanos()),
                        seconds(breaker.haltNanos()))
                : null;
    }

    private static int seconds(long nanos) {
        return Math.toIntExact(TimeUnit.NANOSECONDS.toSeconds(nanos));
    }

    private static TierForm tier(FeeTier tier, Scale quote) {
        FeeRates rates = tier.rates();
        return new TierForm(
                Decimals.format(tier.volumeFromUnits(), quote),
                Decimals.format(rates.makerMillionths(), SHARE),
                Decimals.format(rates.takerMillionths(), SHARE));
    }

    /** Returns this form of a new market, with the tenant's defaults for missing fields. */
    public MarketForm over(MarketDefaults usual) {
        return new MarketForm(
                        base,
                        quote,
                        priceScale,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        usual.maxNotional(),
                        usual.maxPosition(),
                        usual.maxOpenOrders(),
                        null,
                        null,
                        null,
                        usual.makerFee(),
                        usual.takerFee(),
                        null)
                .with(this);
    }

    /** Returns this form with the given fields of {@code change}. */
    public MarketForm with(MarketForm change) {
        boolean keepsFees = change.makerFee == null && change.takerFee == null && change.feeTiers == null;
        return new MarketForm(
                base,
                quote,
                priceScale,
                either(change.priceTick, priceTick),
                either(change.maxPrice, maxPrice),
                either(change.quantityLot, quantityLot),
                either(change.minQuantity, minQuantity),
                either(change.maxQuantity, maxQuantity),
                either(change.minNotional, minNotional),
                either(change.maxNotional, maxNotional),
                either(change.maxPosition, maxPosition),
                either(change.maxOpenOrders, maxOpenOrders),
                either(change.priceBand, priceBand),
                either(change.circuitBreaker, circuitBreaker),
                either(change.orderTypes, orderTypes),
                keepsFees ? makerFee : change.makerFee,
                keepsFees ? takerFee : change.takerFee,
                keepsFees ? feeTiers : change.feeTiers);
    }

    private static <T> @Nullable T either(@Nullable T change, @Nullable T present) {
        return change == null ? present : change;
    }
}
