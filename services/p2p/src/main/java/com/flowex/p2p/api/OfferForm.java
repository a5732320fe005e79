package com.flowex.p2p.api;

import com.flowex.domain.market.Asset;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.app.PaymentCurrencies;
import com.flowex.p2p.rule.OfferPrice;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.Offer.Pricing;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Request body of an offer: the schema P2pOfferRequest.
 *
 * @param version version that the owner has read, of a change
 */
record OfferForm(
        @Nullable String side,
        @Nullable String asset,
        @Nullable String currency,
        @Nullable String price,
        @Nullable Integer margin,
        @Nullable String priceLimit,
        @Nullable String quantity,
        @Nullable String minQuantity,
        @Nullable String maxQuantity,
        @Nullable List<@Nullable String> methods,
        @Nullable Integer windowMinutes,
        @Nullable String terms,
        @Nullable String paymentDetails,
        @Nullable List<@Nullable String> ownMethods,
        @Nullable Integer minTrades,
        @Nullable Integer minReliability,
        @Nullable Integer minCompletion,
        @Nullable Integer minAccountDays,
        @Nullable Boolean verifiedOnly,
        @Nullable List<@Nullable String> countries,
        @Nullable Integer version) {

    /** Longest terms and longest payment details, in characters. */
    static final int TEXT_MAX = 500;

    private static final int WINDOW_LEAST = 15;
    private static final int WINDOW_MOST = 60;
    private static final int TRADES_MOST = 10_000;
    private static final int RELIABILITY_MOST = 999;
    private static final int COMPLETION_MOST = 1_000;
    private static final int DAYS_MOST = 3_650;
    private static final int COUNTRIES_MAX = 50;
    static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final int METHODS_MAX = 6;
    private static final int CODE_MAX = 32;
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    /** Checked content of a form. */
    record Checked(Offer.Terms terms, long units, String details) {}

    /** Checks every field; the caller must call {@link Fields#check} before. */
    Checked checked(int tenant, InstrumentDirectory directory, Fields fields) {
        Side known = fields.oneOf("side", side, Side.class);
        String code = fields.text("asset", asset, Asset.CODE_LENGTH_MAX);
        String money = new PaymentCurrencies(directory).named(tenant, "currency", currency, fields);
        Pricing pricing = pricing(fields);
        List<String> ways = methods(fields);
        List<Long> own = ownMethods(known, fields);
        int window = fields.within("window_minutes", windowMinutes, WINDOW_LEAST, WINDOW_MOST);
        String text = terms == null || terms.isEmpty() ? "" : fields.text("terms", terms, TEXT_MAX);
        String details = details(known, fields);
        Offer.TakerConditions conditions = new Offer.TakerConditions(
                minTrades == null ? 0 : fields.within("min_trades", minTrades, 0, TRADES_MOST),
                minReliability == null ? 0 : fields.within("min_reliability", minReliability, 0, RELIABILITY_MOST),
                minCompletion == null ? 0 : fields.within("min_completion", minCompletion, 0, COMPLETION_MOST),
                minAccountDays == null ? 0 : fields.within("min_account_days", minAccountDays, 0, DAYS_MOST),
                Boolean.TRUE.equals(verifiedOnly),
                countries(fields));
        fields.check();
        Asset listed = directory.namedAsset(tenant, code);
        if (listed.code().equals(money)) {
            fields.refuse("currency", "another than the asset");
        }
        long units = fields.positive("quantity", quantity, listed.scale());
        long least = fields.positive("min_quantity", minQuantity, listed.scale());
        long most = fields.positive("max_quantity", maxQuantity, listed.scale());
        fields.check();
        requireOrder(fields, least, most, units);
        fields.check();
        Scale scale = new PaymentCurrencies(directory).find(tenant, money).orElseThrow();
        if (pricing instanceof Pricing.Fixed(long priceUnits)
                && OfferPrice.payment(priceUnits, Math.min(most, units), listed.scale(), scale)
                        .isEmpty()) {
            throw Refusal.invalid("price", "smaller: the payment for the largest quantity is too large");
        }
        return new Checked(
                new Offer.Terms(known, listed.id(), money, pricing, least, most, ways, own, window, text, conditions),
                units,
                details);
    }

    private List<String> countries(Fields fields) {
        List<@Nullable String> given = Optional.ofNullable(countries).orElse(List.of());
        if (given.size() > COUNTRIES_MAX || !COUNTRIES.containsAll(given)) {
            fields.refuse("countries", "at most " + COUNTRIES_MAX + " of two letters of ISO 3166-1");
            return List.of();
        }
        return given.stream().map(String::valueOf).distinct().toList();
    }

    private static void requireOrder(Fields fields, long least, long most, long units) {
        if (most < least) {
            fields.refuse("max_quantity", "at least min_quantity");
        }
        if (units < least) {
            fields.refuse("quantity", "at least min_quantity");
        }
    }

    private Pricing pricing(Fields fields) {
        if ((price == null) == (margin == null)) {
            fields.refuse("price", "given for a fixed price, or margin for a floating one, and not both");
            return new Pricing.Fixed(1);
        }
        if (margin != null) {
            int distance = fields.within("margin", margin, -OfferPrice.MARGIN_MAX, OfferPrice.MARGIN_MAX);
            return new Pricing.Floating(
                    distance,
                    priceLimit == null
                            ? OptionalLong.empty()
                            : OptionalLong.of(fields.positive("price_limit", priceLimit, OfferPrice.SCALE)));
        }
        if (priceLimit != null) {
            fields.refuse("price_limit", "absent: a fixed price has no limit");
        }
        return new Pricing.Fixed(fields.positive("price", price, OfferPrice.SCALE));
    }

    private List<String> methods(Fields fields) {
        List<@Nullable String> given = Optional.ofNullable(methods).orElse(List.of());
        if (given.isEmpty() || given.size() > METHODS_MAX) {
            fields.refuse("methods", "1 to " + METHODS_MAX + " ways to pay");
            return List.of();
        }
        return given.stream()
                .map(each -> fields.text("methods", each, CODE_MAX))
                .distinct()
                .toList();
    }

    private List<Long> ownMethods(Side known, Fields fields) {
        List<@Nullable String> given = Optional.ofNullable(ownMethods).orElse(List.of());
        if (given.size() > METHODS_MAX || known == Side.BUY && !given.isEmpty()) {
            fields.refuse("own_methods", "at most " + METHODS_MAX + ", of a sale");
            return List.of();
        }
        return given.stream()
                .map(each -> ownMethod(each, "own_methods", fields))
                .distinct()
                .toList();
    }

    /** Returns the id of an own method. */
    static long ownMethod(@Nullable String text, String field, Fields fields) {
        if (text == null || !ID.matcher(text).matches()) {
            fields.refuse(field, "an id of your payment methods");
            return 0;
        }
        return Long.parseLong(text);
    }

    private String details(Side known, Fields fields) {
        if (known == Side.SELL) {
            return paymentDetails == null ? "" : fields.text("payment_details", paymentDetails, TEXT_MAX);
        }
        if (paymentDetails != null) {
            fields.refuse("payment_details", "absent: the seller who takes this offer says where to pay");
        }
        return "";
    }
}
