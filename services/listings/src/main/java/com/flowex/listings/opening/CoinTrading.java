package com.flowex.listings.opening;

import com.flowex.domain.AccountId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where tenants' assets and markets are listed for trading. */
public interface CoinTrading {

    /** An asset as it is listed. */
    record TradedAsset(String code, int scale, String supply) {}

    /** A market as it is listed. */
    record TradedMarket(
            String symbol, int priceScale, String priceTick, String quantityLot, String makerFee, String takerFee) {}

    /** An asset and a market as they are wished; fees that are left out are the tenant's usual ones. */
    record Wish(
            TradedAsset asset,
            String quote,
            int priceScale,
            String priceTick,
            String maxPrice,
            String quantityLot,
            String maxQuantity,
            @Nullable String makerFee,
            @Nullable String takerFee) {}

    /** What there is now, and what of it is new. */
    record Done(TradedAsset asset, TradedMarket market, boolean isNewAsset, boolean isNewMarket) {}

    Optional<TradedAsset> asset(int tenant, String code);

    Optional<TradedMarket> market(int tenant, String symbol);

    /**
     * Lists the asset unless it is listed, then the market unless it is.
     *
     * @param first is done once the wish was found right, before anything is listed
     * @throws com.flowex.ground.refusal.Refusal {@code invalid_field}, {@code asset_exists} or {@code instrument_exists}
     */
    Done list(AccountId by, int tenant, Wish wish, Runnable first);
}
