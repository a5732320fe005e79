package com.flowex.tenants.api;

import com.flowex.access.http.version.SettingsVersion;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.orderentry.market.MarketStateCodes;
import com.flowex.tenants.app.listing.MarketForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A market as the wire shows it: the schema Pair of docs/api/openapi.yaml.
 *
 * @param makerFee rate of an account that has not traded; {@code feeTiers} has all rates
 */
record PairBody(
        String symbol,
        @Nullable String base,
        @Nullable String quote,
        String status,
        @Nullable String priceTick,
        @Nullable String maxPrice,
        @Nullable String quantityLot,
        @Nullable String minQuantity,
        @Nullable String maxQuantity,
        @Nullable String minNotional,
        @Nullable String maxNotional,
        @Nullable String maxPosition,
        @Nullable Integer maxOpenOrders,
        @Nullable String priceBand,
        MarketForm.@Nullable BreakerForm circuitBreaker,
        @Nullable List<String> orderTypes,
        int priceScale,
        int quantityScale,
        int quoteScale,
        String makerFee,
        String takerFee,
        @Nullable List<MarketForm.TierForm> feeTiers,
        String version) {

    /** Scale of fees, which are in millionths. */
    private static final Scale FEE_SCALE = new Scale(6);

    static PairBody of(ListedMarket market) {
        MarketForm form = MarketForm.of(market.instrument(), market.base(), market.quote());
        FeeRates fees = market.instrument().fees().base();
        return new PairBody(
                market.instrument().symbol(),
                form.base(),
                form.quote(),
                MarketStateCodes.of(market.state()),
                form.priceTick(),
                form.maxPrice(),
                form.quantityLot(),
                form.minQuantity(),
                form.maxQuantity(),
                form.minNotional(),
                form.maxNotional(),
                form.maxPosition(),
                form.maxOpenOrders(),
                form.priceBand(),
                form.circuitBreaker(),
                form.orderTypes(),
                market.priceScale().places(),
                market.quantityScale().places(),
                market.quoteScale().places(),
                Decimals.format(fees.makerMillionths(), FEE_SCALE),
                Decimals.format(fees.takerMillionths(), FEE_SCALE),
                form.feeTiers(),
                SettingsVersion.of(form));
    }
}
