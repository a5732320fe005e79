package com.flowex.binance.margin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.margin.MarginAssets.LentAsset;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.margin.IndexStates.TenantQuotes;
import com.flowex.wallet.store.margin.LendingPool;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queries of what can be borrowed, traded with borrowed money and given as collateral. They are public. */
record LendingMarket(MarginAssets assets, Symbols symbols) {

    private static final int INDEX_PLACES = 8;

    /**
     * {@code allAssets}. Assets have no other name than their code; the least amount is one unit.
     *
     * @param isMortgageable true if it counts as collateral
     */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record AssetBody(
            String assetFullName,
            String assetName,
            boolean isBorrowable,
            boolean isMortgageable,
            String userMinBorrow,
            String userMinRepay) {}

    /**
     * {@code allPairs} and {@code isolated/allPairs}.
     *
     * @param id id of the market; left out of the second
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record PairBody(
            String base,
            @Nullable Integer id,
            boolean isBuyAllowed,
            boolean isMarginTrade,
            boolean isSellAllowed,
            String quote,
            String symbol) {}

    /** @param calcTime moment of the last change, milliseconds since 1970 */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record IndexBody(long calcTime, String price, String symbol) {}

    /** Share that counts, of any value: there is no upper bound. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record CollateralBody(String minUsdValue, String discountRate) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record RatioBody(List<CollateralBody> collaterals, List<String> assetNames) {}

    Object assets(OperationCall call) {
        int tenant = call.tenant();
        Optional<String> code = call.params().text("asset");
        boolean lends = assets.margin().accounts().lends(tenant);
        if (code.isPresent()) {
            return List.of(body(assets.named(tenant, code.get()).pool(), lends));
        }
        return assets.margin().pools(tenant).stream()
                .map(pool -> body(pool, lends))
                .toList();
    }

    private AssetBody body(LendingPool pool, boolean lends) {
        String code = assets.asset(pool.asset()).code();
        String unit = assets.units(1, pool.asset());
        return new AssetBody(
                code,
                code,
                lends && pool.terms().capUnits() > 0,
                pool.terms().haircutMillionths() < MarginTier.MILLIONTHS_MAX,
                unit,
                unit);
    }

    /** Returns the markets of two assets with terms; none while the tenant lends nothing. */
    Object pairs(OperationCall call) {
        return bodies(call, market -> body(market, market.instrument().id().value()));
    }

    Object isolatedPairs(OperationCall call) {
        return bodies(call, market -> body(market, null));
    }

    private List<PairBody> bodies(OperationCall call, Function<ListedMarket, PairBody> worded) {
        Optional<ListedMarket> named = symbols.optional(call);
        Set<AssetId> lent = assets.margin().pools(call.tenant()).stream()
                .map(LendingPool::asset)
                .collect(Collectors.toSet());
        boolean lends = assets.margin().accounts().lends(call.tenant());
        return named.map(List::of).orElseGet(() -> symbols.all(call.tenant())).stream()
                .filter(market -> lends && MarginMarkets.isBetween(market, lent))
                .map(worded)
                .toList();
    }

    private static PairBody body(ListedMarket market, @Nullable Integer id) {
        boolean isOpen = market.state() == MarketState.OPEN || market.state() == MarketState.POST_ONLY;
        return new PairBody(
                market.base().code(), id, isOpen, true, isOpen, market.quote().code(), Symbols.of(market));
    }

    /** Returns the quotient of the index prices of a market's assets. */
    Object priceIndex(OperationCall call) {
        ListedMarket market = symbols.required(call);
        LentAsset base = ofPair(call.tenant(), market, market.base().code());
        LentAsset quote = ofPair(call.tenant(), market, market.quote().code());
        TenantQuotes quotes = assets.margin().quotes(call.tenant());
        for (LentAsset each : List.of(base, quote)) {
            if (each.pool().indexPrice() == 0 || !quotes.isCertain(each.asset().id())) {
                throw BinanceErrorCode.NO_PRICE_INDEX.refusal(
                        "PriceIndex not available for this margin pair. (the index" + " price of "
                                + each.asset().code() + " is uncertain)");
            }
        }
        BigDecimal price = price(base).divide(price(quote), INDEX_PLACES, RoundingMode.HALF_UP);
        return new IndexBody(
                RecordRange.millis(
                        Math.max(base.pool().indexNanos(), quote.pool().indexNanos())),
                price.signum() == 0 ? "0" : price.stripTrailingZeros().toPlainString(),
                Symbols.of(market));
    }

    private LentAsset ofPair(int tenant, ListedMarket market, String code) {
        try {
            return assets.named(tenant, code);
        } catch (Refusal _) {
            throw BinanceErrorCode.NOT_A_MARGIN_PAIR.refusal(
                    "Not a valid margin pair. (" + code + " of " + Symbols.of(market) + " has no terms of lending)");
        }
    }

    private static BigDecimal price(LentAsset lent) {
        return BigDecimal.valueOf(
                lent.pool().indexPrice(), lent.pool().terms().priceScale().places());
    }

    /** Returns assets by the share of their value that counts. */
    Object collateralRatios(OperationCall call) {
        Map<Integer, List<String>> byHaircut = new LinkedHashMap<>();
        assets.margin().pools(call.tenant()).forEach(pool -> byHaircut
                .computeIfAbsent(pool.terms().haircutMillionths(), _ -> new ArrayList<>())
                .add(assets.asset(pool.asset()).code()));
        return byHaircut.entrySet().stream()
                .map(each -> new RatioBody(
                        List.of(new CollateralBody(
                                "0", Decimals.format(MarginTier.MILLIONTHS_MAX - each.getKey(), MarginAssets.SHARE))),
                        each.getValue()))
                .toList();
    }
}
