package com.flowex.app.wiring.adapter;

import com.flowex.domain.value.AccountId;
import com.flowex.listings.app.CoinListing;
import com.flowex.tenants.app.listing.AssetForm;
import com.flowex.tenants.app.listing.AssetMarketListing;
import com.flowex.tenants.app.listing.MarketForm;
import java.util.Objects;
import java.util.Optional;

/** Adapter that lists coins as markets of tenants, so that neither service depends on the other. */
public record CoinMarkets(AssetMarketListing step) implements CoinListing {

    @Override
    public Optional<TradedAsset> asset(int tenant, String code) {
        return step.asset(tenant, code).map(CoinMarkets::asset);
    }

    @Override
    public Optional<TradedMarket> market(int tenant, String symbol) {
        return step.market(tenant, symbol).map(CoinMarkets::market);
    }

    @Override
    public ListingResult list(AccountId by, int tenant, ListingRequest request, Runnable first) {
        TradedAsset asset = request.asset();
        AssetMarketListing.Listing listing =
                step.list(by, tenant, new AssetForm(asset.code(), asset.scale(), asset.supply()), form(request), first);
        return new ListingResult(
                asset(listing.asset()), market(listing.market()), listing.isNewAsset(), listing.isNewMarket());
    }

    /** Returns the market's form; the smallest order is one lot. */
    private static MarketForm form(ListingRequest request) {
        return new MarketForm(
                request.asset().code(),
                request.quote(),
                request.priceScale(),
                request.priceTick(),
                request.maxPrice(),
                request.quantityLot(),
                request.quantityLot(),
                request.maxQuantity(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                request.makerFee(),
                request.takerFee(),
                null);
    }

    private static TradedAsset asset(AssetForm form) {
        return new TradedAsset(
                Objects.requireNonNull(form.code()),
                Objects.requireNonNull(form.scale()),
                Objects.requireNonNull(form.supply()));
    }

    private static TradedMarket market(MarketForm form) {
        MarketForm.TierForm fees = Objects.requireNonNull(form.feeTiers()).getFirst();
        return new TradedMarket(
                form.base() + "-" + form.quote(),
                Objects.requireNonNull(form.priceScale()),
                Objects.requireNonNull(form.priceTick()),
                Objects.requireNonNull(form.quantityLot()),
                Objects.requireNonNull(fees.makerFee()),
                Objects.requireNonNull(fees.takerFee()));
    }
}
