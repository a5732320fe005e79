package com.flowex.binance.margin;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.MarginMode;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.margin.MarginAssets.LentAsset;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.wallet.app.margin.AccountRates;
import com.flowex.wallet.store.margin.LendingPool;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Queries of rates of interest and limits. Levels are always 0: an account sees its own rates, at the present use of a
 * pool; the history has those of the pool.
 */
record LendingRates(MarginAssets assets, Symbols symbols, InstantSource clock) {

    /** Parameters of {@code interestRateHistory}. */
    static final String[] OF_HISTORY = {"asset", "vipLevel", "startTime", "endTime"};

    private static final int ASSETS_MAX = 20;
    private static final int ROWS_MAX = 1_000;
    private static final long DAYS_OF_YEAR = 365;

    /**
     * {@code crossMarginData}.
     *
     * @param borrowLimit cap of the pool
     */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record TermsBody(
            int vipLevel,
            String coin,
            boolean transferIn,
            boolean borrowable,
            String dailyInterest,
            String yearlyInterest,
            String borrowLimit,
            List<String> marginablePairs) {}

    /** @param timestamp moment from which the rate is in force, milliseconds since 1970 */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record RateBody(String asset, String dailyInterestRate, long timestamp, int vipLevel) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record NextHourBody(String asset, String nextHourlyInterestRate) {}

    Object terms(OperationCall call) {
        requireLevel(call);
        int tenant = call.tenant();
        boolean lends = assets.margin().accounts().lends(tenant);
        List<LendingPool> pools = assets.margin().pools(tenant);
        Set<AssetId> lent = pools.stream().map(LendingPool::asset).collect(Collectors.toSet());
        List<ListedMarket> pairs = symbols.all(tenant).stream()
                .filter(market -> lent.contains(market.base().id())
                        && lent.contains(market.quote().id()))
                .toList();
        Optional<String> coin = call.params().text("coin");
        AccountRates rates = assets.margin().rates(call.account(), pools);
        return (coin.isPresent() ? List.of(assets.named(tenant, coin.get()).pool()) : pools)
                .stream()
                        .map(pool -> body(pool, rates.of(pool).billionths(), pairs, lends))
                        .toList();
    }

    private TermsBody body(LendingPool pool, long rate, List<ListedMarket> pairs, boolean lends) {
        MarginTerms terms = pool.terms();
        return new TermsBody(
                0,
                assets.asset(pool.asset()).code(),
                true,
                lends && terms.capUnits() > 0,
                daily(rate),
                Decimals.format(rate * MarginAssets.HOURS_OF_DAY * DAYS_OF_YEAR, MarginAssets.RATE),
                assets.units(terms.capUnits(), pool.asset()),
                pairs.stream()
                        .filter(market -> market.base().id().equals(pool.asset())
                                || market.quote().id().equals(pool.asset()))
                        .map(Symbols::of)
                        .toList());
    }

    private static String daily(long hourlyBillionths) {
        return Decimals.format(hourlyBillionths * MarginAssets.HOURS_OF_DAY, MarginAssets.RATE);
    }

    /** There are no other levels than 0. */
    private static void requireLevel(OperationCall call) {
        call.params().number("vipLevel", 0, 0);
    }

    Object history(OperationCall call) {
        requireLevel(call);
        LentAsset lent = assets.required(call, "asset");
        LogTime.Span span = RecordRange.span(call.params(), clock);
        return assets.margin().history().rates(call.tenant(), lent.asset().id(), span, ROWS_MAX).stream()
                .map(rate -> new RateBody(
                        lent.asset().code(),
                        daily(rate.rateBillionths()),
                        RecordRange.millis(Math.max(rate.timeNanos(), span.fromNanos())),
                        0))
                .toList();
    }

    Object nextHour(OperationCall call) {
        // Both modes have the same rates.
        call.params().required("isIsolated");
        MarginMode.isIsolated(call.params());
        List<String> codes = Arrays.asList(call.params().required("assets").split(",", -1));
        if (codes.size() > ASSETS_MAX) {
            throw BinanceErrorCode.INVALID_PARAMETER.refusal(
                    "Parameter 'assets' must name at most " + ASSETS_MAX + " assets.");
        }
        List<LentAsset> named = codes.stream()
                .map(code -> assets.named(call.tenant(), code.strip()))
                .toList();
        AccountRates rates = assets.margin()
                .rates(call.account(), named.stream().map(LentAsset::pool).toList());
        return named.stream()
                .map(lent -> new NextHourBody(
                        lent.asset().code(),
                        Decimals.format(rates.of(lent.pool()).billionths(), MarginAssets.RATE)))
                .toList();
    }
}
