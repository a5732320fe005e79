package com.flowex.listings.app;

import com.flowex.domain.value.AccountId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Listing of tenants' assets and markets for trading. */
public interface CoinListing {

    /** A listed asset. */
    record TradedAsset(String code, int scale, String supply) {}

    /** A listed market. */
    record TradedMarket(
            String symbol, int priceScale, String priceTick, String quantityLot, String makerFee, String takerFee) {}

    /** Request for an asset and a market; a fee that is left out takes the tenant's default. */
    record ListingRequest(
            TradedAsset asset,
            String quote,
            int priceScale,
            String priceTick,
            String maxPrice,
            String quantityLot,
            String maxQuantity,
            @Nullable String makerFee,
            @Nullable String takerFee) {}

    /** Result: the asset and the market, and whether each is new. */
    record ListingResult(TradedAsset asset, TradedMarket market, boolean isNewAsset, boolean isNewMarket) {}

    Optional<TradedAsset> asset(int tenant, String code);

    Optional<TradedMarket> market(int tenant, String symbol);

    /**
     * Lists the asset unless it is listed, then the market unless it is.
     *
     * @param first runs after the request was validated, before anything is listed
     * @throws com.flowex.platform.errors.Refusal {@code invalid_field}, {@code asset_exists} or
     *     {@code instrument_exists}
     */
    ListingResult list(AccountId by, int tenant, ListingRequest request, Runnable first);
}
