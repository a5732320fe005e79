package com.flowex.listings;

import com.flowex.domain.value.AccountId;
import com.flowex.listings.app.CoinListing;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Lists in memory; ends before the market if a test has it so. */
public final class FakeTrading implements CoinListing {

    private final Map<String, TradedAsset> assets = new HashMap<>();
    private final Map<String, TradedMarket> markets = new HashMap<>();
    private boolean isGoneBeforeTheMarket;

    /** Adds an asset that an operator listed. */
    FakeTrading byHand(int tenant, String code) {
        assets.put(tenant + code, new TradedAsset(code, 6, "900000000000"));
        return this;
    }

    void goesBeforeTheMarket(boolean goes) {
        isGoneBeforeTheMarket = goes;
    }

    int assets() {
        return assets.size();
    }

    int markets() {
        return markets.size();
    }

    @Override
    public Optional<TradedAsset> asset(int tenant, String code) {
        return Optional.ofNullable(assets.get(tenant + code));
    }

    @Override
    public Optional<TradedMarket> market(int tenant, String symbol) {
        return Optional.ofNullable(markets.get(tenant + symbol));
    }

    @Override
    public ListingResult list(AccountId by, int tenant, ListingRequest request, Runnable first) {
        first.run();
        boolean isNewAsset = assets.put(tenant + request.asset().code(), request.asset()) == null;
        if (isGoneBeforeTheMarket) {
            throw new IllegalStateException("killed");
        }
        String symbol = request.asset().code() + "-" + request.quote();
        TradedMarket market = new TradedMarket(
                symbol,
                request.priceScale(),
                request.priceTick(),
                request.quantityLot(),
                Objects.requireNonNullElse(request.makerFee(), "0.001"),
                Objects.requireNonNullElse(request.takerFee(), "0.002"));
        boolean isNewMarket = markets.put(tenant + symbol, market) == null;
        return new ListingResult(request.asset(), market, isNewAsset, isNewMarket);
    }
}
