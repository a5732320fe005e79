package com.flowex.tenants;

import com.flowex.domain.Asset;
import com.flowex.domain.Instrument;
import com.flowex.domain.Scale;
import com.flowex.platform.http.Fields;
import com.flowex.platform.listing.AssetForm;
import com.flowex.platform.listing.AssetTerms;
import com.flowex.platform.listing.Catalog;
import com.flowex.platform.listing.MarketForm;
import com.flowex.platform.listing.MarketReading;
import com.flowex.platform.listing.MarketTerms;
import com.flowex.platform.tenancy.TenantConfiguration.MarketDefaults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Assets and markets of one request, read together: a market may name an asset that is asked for beside it. */
final class MarketForms {

    /** In one request. */
    static final int EACH_MAX = 100;

    private final List<Supplier<AssetTerms>> assets = new ArrayList<>();
    private final List<MarketReading> markets = new ArrayList<>();
    private final Map<String, Scale> scales = new HashMap<>();
    private final Catalog catalog;
    private final int tenant;

    /** @param tenant whose assets may be named; one that does not exist yet has none */
    MarketForms(Catalog catalog, int tenant) {
        this.catalog = catalog;
        this.tenant = tenant;
    }

    /** Notes in {@code fields} what is wrong. */
    void read(List<AssetForm> assetForms, List<MarketForm> marketForms, MarketDefaults defaults, Fields fields) {
        if (assetForms.size() > EACH_MAX || marketForms.size() > EACH_MAX) {
            fields.refuse("markets", "at most " + EACH_MAX + " at a time, and so assets");
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
            MarketForm whole = whole(marketForms.get(i), defaults);
            markets.add(new MarketReading(whole, fields.under("markets." + i), this::scale));
        }
    }

    private Optional<Scale> scale(String code) {
        return Optional.ofNullable(scales.get(code))
                .or(() -> catalog.asset(tenant, code).map(Asset::scale));
    }

    /** What the form leaves out: of a listed market as it is, of a new one as the tenant has it by default. */
    private MarketForm whole(MarketForm form, MarketDefaults defaults) {
        Optional<Instrument> listed = catalog.market(tenant, form.base() + "-" + form.quote());
        if (listed.isPresent()) {
            Asset base = catalog.asset(tenant, String.valueOf(form.base())).orElseThrow();
            Asset quote = catalog.asset(tenant, String.valueOf(form.quote())).orElseThrow();
            return MarketForm.of(listed.get(), base, quote).with(form);
        }
        return new MarketForm(
                        form.base(),
                        form.quote(),
                        form.priceScale(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        defaults.maxNotional(),
                        defaults.maxPosition(),
                        defaults.maxOpenOrders(),
                        null,
                        null,
                        null,
                        defaults.makerFee(),
                        defaults.takerFee(),
                        null)
                .with(form);
    }

    /** The assets, once {@link Fields#check} has passed. */
    List<AssetTerms> assets() {
        return assets.stream().map(Supplier::get).toList();
    }

    /** The markets, once {@link Fields#check} has passed. */
    List<MarketTerms> markets() {
        return markets.stream().map(MarketReading::terms).toList();
    }
}
