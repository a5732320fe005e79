package com.flowex.p2p.app;

import com.flowex.domain.order.Side;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.rule.OfferPrice;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.Offer.Pricing;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
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
