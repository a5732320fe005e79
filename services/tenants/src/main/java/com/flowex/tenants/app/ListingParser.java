package com.flowex.tenants.app;

import com.flowex.access.tenancy.TenantConfiguration.MarketDefaults;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.value.Scale;
import com.flowex.platform.errors.Fields;
import com.flowex.tenants.app.listing.AssetForm;
import com.flowex.tenants.app.listing.AssetTerms;
import com.flowex.tenants.app.listing.Catalog;
import com.flowex.tenants.app.listing.MarketForm;
import com.flowex.tenants.app.listing.MarketFormParser;
import com.flowex.tenants.app.listing.MarketTerms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parser of the assets and markets of one request; a market may name an asset of the same request. It checks each
 * field, then the rules of the exchange, so that an error is found before anything is listed.
 */
public final class ListingParser {

    /** Maximum number of assets, and of markets, in one request. */
    static final int EACH_MAX = 100;

    private final Function<String, Optional<Asset>> listedAsset;
    private final Function<String, Optional<Instrument>> listedMarket;
    private final List<Supplier<AssetTerms>> assets = new ArrayList<>();
    private final List<MarketFormParser> markets = new ArrayList<>();
    private final List<MarketForm> forms = new ArrayList<>();
    private final Map<String, Scale> scales = new HashMap<>();

    private ListingParser(
            Function<String, Optional<Asset>> listedAsset, Function<String, Optional<Instrument>> listedMarket) {
        this.listedAsset = listedAsset;
        this.listedMarket = listedMarket;
    }

    /** Returns a parser for a tenant that does not exist yet. */
    public static ListingParser ofNew() {
        return new ListingParser(_ -> Optional.empty(), _ -> Optional.empty());
    }

    /** Returns a parser for a tenant that may have assets and markets already. */
    public static ListingParser of(int tenant, Catalog catalog) {
        return new ListingParser(code -> catalog.asset(tenant, code), symbol -> catalog.market(tenant, symbol));
    }

    /** Checked assets and markets. */
    public record Listing(List<AssetTerms> assets, List<MarketTerms> markets) {
        public Listing {
            assets = List.copyOf(assets);
            markets = List.copyOf(markets);
        }
    }

    /** Reads the forms; records errors of single fields in {@code fields}. */
    public void read(List<AssetForm> assetForms, List<MarketForm> marketForms, MarketDefaults defaults, Fields fields) {
        boolean fewAssets = isFew("assets", assetForms, fields);
        boolean fewMarkets = isFew("markets", marketForms, fields);
        if (!fewAssets || !fewMarkets) {
            return;
        }
        for (int i = 0; i < assetForms.size(); i++) {
            AssetForm form = assetForms.get(i);
            assets.add(form.read(fields.under("assets." + i)));
            if (form.code() != null && form.scale() != null && form.scale() >= 0 && form.scale() <= Scale.PLACES_MAX) {
                scales.put(form.code(), new Scale(form.scale()));
            }
        }
        for (int i = 0; i < marketForms.size(); i++) {
            forms.add(marketForms.get(i));
            MarketForm whole = whole(marketForms.get(i), defaults);
            markets.add(new MarketFormParser(whole, fields.under("markets." + i), this::scaleOf));
        }
    }

    private static boolean isFew(String field, List<?> forms, Fields fields) {
        boolean isFew = forms.size() <= EACH_MAX;
        if (!isFew) {
            fields.refuse(field, "at most " + EACH_MAX + " at a time");
        }
        return isFew;
    }

    private Optional<Scale> scaleOf(String code) {
        return Optional.ofNullable(scales.get(code))
                .or(() -> listedAsset.apply(code).map(Asset::scale));
    }

    /** Completes a form: from the listed market if there is one, otherwise from the tenant's defaults. */
    private MarketForm whole(MarketForm form, MarketDefaults defaults) {
        Optional<Instrument> listed = listedMarket.apply(form.base() + "-" + form.quote());
        if (listed.isPresent()) {
            Asset base = listedAsset.apply(String.valueOf(form.base())).orElseThrow();
            Asset quote = listedAsset.apply(String.valueOf(form.quote())).orElseThrow();
            return MarketForm.of(listed.get(), base, quote).with(form);
        }
        return form.over(defaults);
    }

    /**
     * Returns the assets and markets; the caller calls {@link Fields#check} first.
     *
     * @throws com.flowex.platform.errors.Refusal {@code invalid_field} naming the fields that the exchange would refuse
     */
    public Listing checked() {
        Fields fields = new Fields();
        Listing listing = new Listing(
                assets.stream().map(Supplier::get).toList(),
                markets.stream().map(MarketFormParser::terms).toList());
        Set<String> names = new HashSet<>();
        for (int i = 0; i < listing.assets().size(); i++) {
            AssetTerms terms = listing.assets().get(i);
            check(terms, names.add(terms.code()), fields.under("assets." + i));
        }
        for (int i = 0; i < listing.markets().size(); i++) {
            MarketTerms terms = listing.markets().get(i);
            check(terms, forms.get(i).priceScale(), names.add(terms.symbol()), fields.under("markets." + i));
        }
        fields.check();
        return listing;
    }

    private void check(AssetTerms terms, boolean isFirst, Fields fields) {
        long supplyMax = Asset.supplyMax(terms.scale());
        if (!isFirst) {
            fields.refuse("code", "another than of the other assets");
        } else if (supplyMax == 0) {
            fields.refuse("scale", "coarse enough for a supply of 1");
        } else if (terms.supplyWhole() > supplyMax) {
            fields.refuse("supply", "at most " + supplyMax + " at this scale");
        }
        listedAsset.apply(terms.code()).ifPresent(listed -> {
            if (!listed.scale().equals(terms.scale())) {
                fields.refuse("scale", "as it is listed: " + listed.scale().places());
            }
            if (listed.supplyWhole() != terms.supplyWhole()) {
                fields.refuse("supply", "as it is listed: " + listed.supplyWhole());
            }
        });
    }

    private void check(MarketTerms terms, @Nullable Integer priceScale, boolean isFirst, Fields fields) {
        Scale listed = terms.rules().priceScale();
        if (!isFirst) {
            fields.refuse("quote", "another than in the other market of this base");
        }
        if (priceScale != null && priceScale != listed.places()) {
            fields.refuse("price_scale", "as it is listed: " + listed.places());
        }
        Scale base = scaleOf(terms.base()).orElseThrow();
        Scale quote = scaleOf(terms.quote()).orElseThrow();
        if (!terms.rules().fit(base, quote)) {
            fields.refuse("max_quantity", "so small that its price at max_price fits the quote asset's scale");
        }
    }
}
