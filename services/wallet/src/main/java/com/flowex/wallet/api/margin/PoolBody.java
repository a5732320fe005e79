package com.flowex.wallet.api.margin;

import com.flowex.domain.margin.InterestRate;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.LogTime;
import com.flowex.wallet.app.margin.IndexStates.TenantQuotes;
import com.flowex.wallet.store.margin.IndexQuotesTable.StoredQuote;
import com.flowex.wallet.store.margin.LendingPool;
import com.flowex.wallet.store.margin.OwnMarketsTable.OwnMarket;
import com.flowex.wallet.store.margin.OwnMarketsTable.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The schema LendingPool: an asset's terms, its pool and its index price.
 *
 * @param use part of the pool's money that is lent
 * @param poolHourlyRate rate of the pool at this use
 * @param hourlyRate rate of the caller's account: that of the pool, less its discount
 * @param free money of the lending account
 * @param insurance money of the insurance account
 * @param shortfall recorded losses that are not booked
 */
record PoolBody(
        String currency,
        TermsBody terms,
        RatesBody rates,
        String use,
        String poolHourlyRate,
        String hourlyRate,
        IndexBody index,
        OwnMarketBody ownMarket,
        String lent,
        String interest,
        String free,
        String insurance,
        String shortfall) {

    /** The schema MarginTerms. */
    record TermsBody(
            long version, int priceScale, String haircut, List<TierBody> tiers, String cap, String hourlyRate) {}

    /**
     * The schema MarginRates.
     *
     * @param volumeCurrency quote currency in which volumes count; null without discounts
     */
    record RatesBody(
            long version, List<PointBody> curve, @Nullable String volumeCurrency, List<DiscountBody> discounts) {

        /** @param assets returns an asset by its id */
        static RatesBody of(MarginRates rates, long version, Function<AssetId, Asset> assets) {
            AssetId id = rates.volumeAsset();
            Asset volumes = id == null ? null : assets.apply(id);
            return new RatesBody(
                    version,
                    rates.curve().stream()
                            .map(point -> new PointBody(
                                    MarginFormat.share(point.useMillionths()),
                                    Decimals.format(point.hourlyRateBillionths(), MarginFormat.RATE)))
                            .toList(),
                    volumes == null ? null : volumes.code(),
                    volumes == null
                            ? List.of()
                            : rates.discounts().stream()
                                    .map(each -> new DiscountBody(
                                            MarginFormat.units(each.volumeFromUnits(), volumes),
                                            Decimals.format(each.basisPoints(), MarginFormat.DISCOUNT)))
                                    .toList());
        }
    }

    /** The schema MarginRatePoint. */
    record PointBody(String use, String hourlyRate) {}

    /** The schema MarginRateDiscount. */
    record DiscountBody(String volumeFrom, String discount) {}

    /** The schema MarginTier. */
    record TierBody(String from, String initial, String maintenance) {}

    /**
     * The schema IndexState.
     *
     * @param freshSources number of sources that have weight
     */
    record IndexBody(
            @Nullable String price,
            boolean certain,
            int freshSources,
            @Nullable Instant changedAt,
            List<SourceBody> sources) {}

    /**
     * The schema OwnMarket.
     *
     * @param symbol market that is a source of the index price; null if none is
     * @param source its number; null if none is
     */
    record OwnMarketBody(
            long version, @Nullable String symbol, @Nullable Integer source) {

        static OwnMarketBody of(Optional<OwnMarket> setting) {
            Source market = setting.flatMap(OwnMarket::market).orElse(null);
            return new OwnMarketBody(
                    setting.map(OwnMarket::version).orElse(0L),
                    market == null ? null : market.symbol(),
                    market == null ? null : market.number());
        }
    }

    /** The schema IndexSource. */
    record SourceBody(int source, String price, String volume, Instant time, boolean fresh, String quotedBy) {}

    /**
     * Returns a pool as a caller sees it.
     *
     * @param rate rate of the caller's account
     */
    static PoolBody of(LendingPool pool, TenantQuotes quotes, InterestRate rate, Function<AssetId, Asset> assets) {
        Asset asset = assets.apply(pool.asset());
        Scale scale = pool.terms().priceScale();
        return new PoolBody(
                asset.code(),
                terms(pool.terms(), pool.version(), asset),
                RatesBody.of(pool.rates(), pool.ratesVersion(), assets),
                MarginFormat.share(rate.useMillionths()),
                Decimals.format(rate.poolBillionths(), MarginFormat.RATE),
                Decimals.format(rate.billionths(), MarginFormat.RATE),
                new IndexBody(
                        MarginFormat.price(pool.indexPrice(), scale),
                        quotes.isCertain(pool.asset()),
                        quotes.sources(pool.asset()),
                        MarginFormat.time(pool.indexNanos()),
                        quotes.of(pool.asset()).stream()
                                .map(quote -> source(quote, scale, quotes))
                                .toList()),
                OwnMarketBody.of(quotes.ownMarket(pool.asset())),
                MarginFormat.units(pool.lentUnits(), asset),
                MarginFormat.units(pool.interestUnits(), asset),
                MarginFormat.units(pool.freeUnits(), asset),
                MarginFormat.units(pool.insuranceUnits(), asset),
                MarginFormat.units(pool.shortfallUnits(), asset));
    }

    static TermsBody terms(MarginTerms terms, long version, Asset asset) {
        return new TermsBody(
                version,
                terms.priceScale().places(),
                MarginFormat.share(terms.haircutMillionths()),
                terms.tiers().stream()
                        .map(tier -> new TierBody(
                                Long.toString(tier.fromWhole()),
                                MarginFormat.share(tier.initialMillionths()),
                                MarginFormat.share(tier.maintenanceMillionths())))
                        .toList(),
                MarginFormat.units(terms.capUnits(), asset),
                Decimals.format(terms.hourlyRateBillionths(), MarginFormat.RATE));
    }

    private static SourceBody source(StoredQuote stored, Scale scale, TenantQuotes quotes) {
        return new SourceBody(
                stored.quote().source(),
                Decimals.format(stored.quote().priceUnits(), scale),
                Decimals.format(stored.quote().volumeUnits(), MarginFormat.VOLUME),
                LogTime.instant(stored.quote().timeNanos()),
                quotes.isFresh(stored),
                Long.toString(stored.quotedBy()));
    }
}
