package com.flowex.p2p.app;

import com.flowex.domain.market.Asset;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.rule.OfferPrice;
import com.flowex.p2p.rule.TradeWeight;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.Offer.Pricing;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** Present prices of offers. */
public record OfferPricing(InstrumentDirectory directory, ReferencePrices references) {

    /** Returns the symbol of the market that a floating price follows. */
    public String symbol(Offer.Terms terms) {
        return directory.asset(terms.asset()).code() + "-" + terms.currency();
    }

    /** Returns the price at this moment; empty while the reference is stale or the price is beyond the offer's limit. */
    public OptionalLong now(int tenant, Offer.Terms terms) {
        return switch (terms.pricing()) {
            case Pricing.Fixed(long units) -> OptionalLong.of(units);
            case Pricing.Floating(int margin, OptionalLong limit) -> {
                OptionalLong reference = references.middle(tenant, symbol(terms));
                OptionalLong price = reference.isPresent()
                        ? OfferPrice.floating(reference.getAsLong(), margin)
                        : OptionalLong.empty();
                yield price.isPresent() && isWithin(price.getAsLong(), limit, terms.side())
                        ? price
                        : OptionalLong.empty();
            }
        };
    }

    /**
     * Returns the weight of a trade in reliability, by the value of its quantity at the middle of the market of asset and
     * value asset. Payments are no measure of it: two people who know each other agree on any price.
     *
     * @param units quantity
     * @return {@link TradeWeight#FULL} if the tenant has no such asset, so that all of its trades weigh the same;
     *     {@link TradeWeight#UNKNOWN} while the market has no price
     */
    public int weight(int tenant, AssetId asset, long units, P2pSettings.Weighing weighing) {
        Optional<Asset> found = directory.findAsset(tenant, weighing.asset());
        if (found.isEmpty()) {
            return TradeWeight.FULL;
        }
        Asset valued = found.get();
        BigInteger full = BigInteger.valueOf(weighing.fullValue())
                .multiply(BigInteger.TEN.pow(valued.scale().places()));
        if (valued.id().equals(asset)) {
            return TradeWeight.of(units, full);
        }
        Asset traded = directory.asset(asset);
        OptionalLong price = references.middle(tenant, traded.code() + "-" + valued.code());
        if (price.isEmpty()) {
            return TradeWeight.UNKNOWN;
        }
        OptionalLong value = OfferPrice.payment(price.getAsLong(), units, traded.scale(), valued.scale());
        return value.isPresent() ? TradeWeight.of(value.getAsLong(), full) : TradeWeight.FULL;
    }

    private static boolean isWithin(long price, OptionalLong limit, Side side) {
        return limit.isEmpty() || (side == Side.SELL ? price >= limit.getAsLong() : price <= limit.getAsLong());
    }

    /**
     * Returns the price at this moment.
     *
     * @throws Refusal {@code reference_stale} if there is none
     */
    public long required(int tenant, Offer.Terms terms) {
        return now(tenant, terms)
                .orElseThrow(() -> new Refusal(
                        RefusalCode.REFERENCE_STALE,
                        "the market " + symbol(terms) + " has no price now that this offer allows: try again later"));
    }
}
