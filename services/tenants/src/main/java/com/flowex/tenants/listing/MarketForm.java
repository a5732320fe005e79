package com.flowex.tenants.listing;

import com.flowex.domain.Asset;
import com.flowex.domain.CircuitBreaker;
import com.flowex.domain.Decimals;
import com.flowex.domain.FeeRates;
import com.flowex.domain.FeeTier;
import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentRules;
import com.flowex.domain.OrderKind;
import com.flowex.domain.RiskRules;
import com.flowex.domain.Scale;
import com.flowex.edge.tenancy.TenantConfiguration.MarketDefaults;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A market's assets, rules and fees as the wire has them, nothing checked yet: what lists a market, what changes one
 * (where a field that is left out stays as it is), and what shows one. Zero in a limit means that there is none.
 *
 * @param priceBand how far from the last trade an order may take, as a share: "0.05" is 5 %
 * @param orderTypes the kinds of order the market takes; left out: all
 * @param makerFee with {@code takerFee} the same rates for everybody, instead of {@code feeTiers}
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

    /** Shares and rates are in millionths: six places. */
    static final Scale SHARE = new Scale(6);

    /**
     * When the market halts by itself.
     *
     * @param move a trade this far, as a share, from the lowest or highest of the window; "0" switches the breaker off
     */
    public record BreakerForm(
            @Nullable String move,
            @Nullable Integer windowSeconds,
            @Nullable Integer haltSeconds) {}

    /**
     * The rates of accounts that trade so much.
     *
     * @param volumeFrom of the quote asset, within 30 days
     */
    public record TierForm(
            @Nullable String volumeFrom,
            @Nullable String makerFee,
            @Nullable String takerFee) {}

    /** A market as it is listed; its rates are all in {@code feeTiers}. */
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

    /** This new market, with what a tenant usually has in place of what is left out. */
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

    /** This market with whatever {@code change} gives in place of its own. */
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
