package com.flowex.risk.app.run;

import com.flowex.risk.app.bar.DailyBar;
import com.flowex.risk.app.daily.PricedMarkets;
import com.flowex.risk.app.portfolio.PortfolioAnalysis;
import com.flowex.risk.app.portfolio.PortfolioReport;
import com.flowex.risk.app.portfolio.PortfolioRequest;
import com.flowex.risk.app.portfolio.PricedAsset;
import com.flowex.risk.store.portfolio.ScenariosTable;
import com.flowex.risk.store.score.ScoreWeightsTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Reporter of portfolios as they are now, and of the last prices of their assets. */
public record PortfolioReporter(
        PricedMarkets priced,
        HoldingsSource owned,
        ScoreWeightsTable weights,
        ScenariosTable scenarios,
        InstantSource clock) {

    private static final String BENCHMARK = "BTC";

    /** Number of days without a trade after which an asset has no last price. */
    private static final int LAST_PRICE_DAYS = 8;

    /**
     * Returns the analysis of a portfolio as it is now.
     *
     * @param seed the same seed gives the same figures
     */
    public PortfolioReport report(int tenant, PortfolioRequest request, long seed) {
        String reference = weights.of(tenant).reference();
        Map<String, BigDecimal> quantities = quantities(tenant, request);
        ReferencePrices prices = new ReferencePrices(priced, tenant, reference, today());
        List<PricedAsset> assets = valued(quantities, prices);
        return new PortfolioAnalysis(reference, prices.of(BENCHMARK).orElse(List.of()), scenarios.all(tenant))
                .of(withDays(assets, prices), assets.size() < quantities.size(), request, seed);
    }

    /** Returns the last price of an asset with its day, today included; empty if it has no price. */
    public Optional<DailyBar> price(int tenant, String asset, Instant now) {
        String reference = weights.of(tenant).reference();
        long tomorrow = now.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay() + 1;
        return new ReferencePrices(priced, tenant, reference, tomorrow, LAST_PRICE_DAYS)
                .of(asset)
                .map(List::getLast);
    }

    private long today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
    }

    private Map<String, BigDecimal> quantities(int tenant, PortfolioRequest request) {
        Map<String, BigDecimal> quantities = new TreeMap<>(
                request.scope() == PortfolioRequest.Scope.TENANT
                        ? owned.ofAll(tenant)
                        : owned.of(tenant, request.accounts()));
        quantities.values().removeIf(quantity -> quantity.signum() <= 0);
        return quantities;
    }

    /**
     * Returns the assets that have a price, the most valuable first, without daily bars: a tenant may have thousands.
     */
    private static List<PricedAsset> valued(Map<String, BigDecimal> quantities, ReferencePrices prices) {
        List<PricedAsset> valued = new ArrayList<>();
        quantities.forEach((asset, quantity) -> prices.last(asset)
                .ifPresent(price ->
                        valued.add(new PricedAsset(asset, quantity, quantity.multiply(price), List.of(), 0, false))));
        valued.sort(Comparator.comparing(PricedAsset::value).reversed().thenComparing(PricedAsset::asset));
        return valued;
    }

    /** Adds daily bars to the largest assets; the reference asset, which has none, may be one of them. */
    private static List<PricedAsset> withDays(List<PricedAsset> assets, ReferencePrices prices) {
        return IntStream.range(0, assets.size())
                .mapToObj(i -> {
                    PricedAsset each = assets.get(i);
                    List<DailyBar> bars = i > PortfolioAnalysis.ASSETS_MAX
                            ? List.of()
                            : prices.of(each.asset()).orElse(List.of());
                    double spread = bars.isEmpty() ? 0 : prices.spread(each.asset());
                    return each.with(bars, spread, prices.isSplitSuspected(each.asset()));
                })
                .toList();
    }
}
