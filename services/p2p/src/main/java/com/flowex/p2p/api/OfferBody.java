package com.flowex.p2p.api;

import com.flowex.domain.market.Asset;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.app.OfferCommands;
import com.flowex.p2p.rule.OfferPrice;
import com.flowex.p2p.rule.Reliability;
import com.flowex.p2p.rule.TradeWeight;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.Offer.Pricing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Offers as the API shows them. */
final class OfferBody {

    private OfferBody() {}

    /** Reliability of a person. */
    record ReliabilityBody(
            int perMille,
            int counterparties,
            String weightedCounterparties,
            int completedTrades,
            int endedTrades,
            int completionPerMille,
            int notCounted) {

        /** Weights are shown in hundredths of a counterparty, rounded down. */
        private static final Scale WEIGHT = new Scale(2);

        static ReliabilityBody of(Reliability reliability) {
            return new ReliabilityBody(
                    reliability.perMille(),
                    reliability.counterparties(),
                    Decimals.format(reliability.weights().all() / (TradeWeight.FULL / 100), WEIGHT),
                    reliability.trades(),
                    reliability.ended(),
                    reliability.completionPerMille(),
                    reliability.notCounted());
        }
    }

    /** Terms that everyone sees. */
    record TermsBody(
            String side,
            String asset,
            String currency,
            @Nullable String fixedPrice,
            @Nullable Integer margin,
            @Nullable String priceLimit,
            String remaining,
            String minQuantity,
            String maxQuantity,
            List<String> methods,
            int windowMinutes,
            String terms,
            int minTrades,
            int minReliability,
            int minCompletion,
            int minAccountDays,
            boolean verifiedOnly,
            List<String> countries) {

        static TermsBody of(Offer offer, InstrumentDirectory directory) {
            Offer.Terms terms = offer.terms();
            Asset asset = directory.asset(terms.asset());
            Pricing pricing = terms.pricing();
            return new TermsBody(
                    terms.side().name().toLowerCase(Locale.ROOT),
                    asset.code(),
                    terms.currency(),
                    pricing instanceof Pricing.Fixed(long units) ? decimal(OptionalLong.of(units)) : null,
                    pricing instanceof Pricing.Floating(int distance, OptionalLong _) ? distance : null,
                    pricing instanceof Pricing.Floating(int _, OptionalLong limit) ? decimal(limit) : null,
                    Decimals.format(offer.remainingUnits(), asset.scale()),
                    Decimals.format(terms.leastUnits(), asset.scale()),
                    Decimals.format(terms.mostUnits(), asset.scale()),
                    terms.methods(),
                    terms.windowMinutes(),
                    terms.text(),
                    terms.conditions().trades(),
                    terms.conditions().reliability(),
                    terms.conditions().completion(),
                    terms.conditions().accountDays(),
                    terms.conditions().isVerifiedOnly(),
                    terms.conditions().countries());
        }
    }

    private static @Nullable String decimal(OptionalLong units) {
        return units.isPresent() ? Decimals.format(units.getAsLong(), OfferPrice.SCALE) : null;
    }

    /**
     * Offer as its owner sees it: the schema P2pOwnOffer.
     *
     * @param feeMillionths fee of a sale since it was posted or changed; null for a purchase, and for a sale of before
     */
    record Own(
            String id,
            String state,
            int version,
            TermsBody offer,
            @Nullable Integer feeMillionths,
            String paymentDetails,
            Instant endsAt,
            List<String> ownMethods,
            Instant createdAt,
            Instant changedAt) {

        static Own of(Offer offer, String details, InstrumentDirectory directory) {
            return new Own(
                    Long.toString(offer.id()),
                    offer.state().label(),
                    offer.version(),
                    TermsBody.of(offer, directory),
                    offer.feeMillionths().isPresent() ? offer.feeMillionths().getAsInt() : null,
                    details,
                    offer.endsAt(),
                    offer.terms().ownMethods().stream().map(String::valueOf).toList(),
                    offer.createdAt(),
                    offer.changedAt());
        }
    }

    /**
     * Offer as others see it: the schema P2pOffer.
     *
     * @param price price now; null while the reference is stale or the price is beyond the limit
     * @param placedBy reason why it stands before the next one; null for the last one and outside of a search
     */
    record Shown(
            String id,
            String state,
            int version,
            TermsBody offer,
            @Nullable String price,
            @Nullable String placedBy,
            ReliabilityBody owner) {

        /** Returns the offers of a search with the reason why each one stands before the next. */
        static List<Shown> all(List<OfferCommands.Shown> found, InstrumentDirectory directory) {
            return IntStream.range(0, found.size())
                    .mapToObj(place -> of(
                            found.get(place),
                            place + 1 < found.size()
                                    ? found.get(place)
                                            .before(found.get(place + 1))
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                    : null,
                            directory))
                    .toList();
        }

        static Shown of(OfferCommands.Shown shown, @Nullable String placedBy, InstrumentDirectory directory) {
            Offer offer = shown.offer();
            return new Shown(
                    Long.toString(offer.id()),
                    offer.state().label(),
                    offer.version(),
                    TermsBody.of(offer, directory),
                    decimal(shown.priceUnits()),
                    placedBy,
                    ReliabilityBody.of(shown.reliability()));
        }
    }

    /** Returns the side of owners that a taker searches for. */
    static Side offered(Side taker) {
        return taker == Side.BUY ? Side.SELL : Side.BUY;
    }

    /** Result of a search, with the order of its rows. */
    record Found(List<Shown> items, List<String> rankedBy) {

        static final List<String> ORDER = List.of("price", "reliability", "age");
    }
}
