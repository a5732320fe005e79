package com.flowex.tenants.app.listing;

import com.flowex.access.tenancy.TenantConfiguration.MarketDefaults;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Scale;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Listing of an asset and its market in one step, with the same parts as two single listings. Errors of either are
 * reported before anything is listed; an item that is listed already stays as it is.
 */
public final class AssetMarketListing {

    private final Listings listings;
    private final Catalog catalog;
    private final IntFunction<MarketDefaults> usual;

    /** @param usual default terms of a tenant's markets */
    public AssetMarketListing(Listings listings, IntFunction<MarketDefaults> usual) {
        this.listings = listings;
        this.catalog = listings.catalog();
        this.usual = usual;
    }

    public AssetMarketListing(Listings listings, TenantDirectory tenants) {
        this(listings, tenant -> Objects.requireNonNull(tenants.byNumber(tenant), "a caller's tenant is there")
                .configuration()
                .markets());
    }

    /** Result: the asset and the market, and whether each is new. */
    public record Listing(AssetForm asset, MarketForm market, boolean isNewAsset, boolean isNewMarket) {}

    /** Returns a tenant's asset, if it is listed. */
    public Optional<AssetForm> asset(int tenant, String code) {
        return catalog.asset(tenant, code).map(AssetForm::of);
    }

    /** Returns a tenant's market, if it is listed. */
    public Optional<MarketForm> market(int tenant, String symbol) {
        return catalog.market(tenant, symbol).map(this::form);
    }

    private MarketForm form(Instrument market) {
        String[] codes = market.symbol().split("-", 2);
        return MarketForm.of(
                market,
                catalog.asset(market.tenant(), codes[0]).orElseThrow(),
                catalog.asset(market.tenant(), codes[1]).orElseThrow());
    }

    /**
     * Lists both; the catalog shows them when this returns.
     *
     * @param by account of the caller, whose next reads see them too
     * @param market fees and limits that are left out take the tenant's defaults
     * @param first runs after all checks, before anything is listed
     * @throws Refusal {@code invalid_field} naming every field that breaks a rule, and as in {@link Listings}
     */
    public Listing list(AccountId by, int tenant, AssetForm asset, MarketForm market, Runnable first) {
        return listings.alone(tenant, () -> {
            Fields fields = new Fields();
            Supplier<AssetTerms> assetTerms = asset.read(fields);
            fields.check();
            AssetTerms base = assetTerms.get();
            MarketTerms terms = terms(tenant, base, market);
            first.run();
            ListingResult<Asset> listed = listings.listAsset(by, tenant, base);
            ListingResult<Instrument> opened = listings.listMarket(by, tenant, terms);
            return new Listing(AssetForm.of(listed.value()), form(opened.value()), listed.isNew(), opened.isNew());
        });
    }

    private MarketTerms terms(int tenant, AssetTerms base, MarketForm market) {
        Fields fields = new Fields();
        MarketFormParser reading =
                new MarketFormParser(market.over(usual.apply(tenant)), fields, code -> scale(tenant, base, code));
        if (base.supplyWhole() > Asset.supplyMax(base.scale())) {
            fields.refuse("supply", "at most " + Asset.supplyMax(base.scale()) + " at this scale");
        }
        fields.check();
        MarketTerms terms = reading.terms();
        Scale quote = scale(tenant, base, terms.quote()).orElseThrow();
        if (!terms.rules().fit(base.scale(), quote)) {
            fields.refuse("price_tick", "coarser, so that the largest order fits the quote asset's scale")
                    .check();
        }
        return terms;
    }

    private Optional<Scale> scale(int tenant, AssetTerms base, String code) {
        return code.equals(base.code())
                ? Optional.of(base.scale())
                : catalog.asset(tenant, code).map(Asset::scale);
    }
}
