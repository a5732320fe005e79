package com.flowex.risk.app.run;

import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.risk.app.bar.CleanedBars;
import com.flowex.risk.app.bar.DailyBar;
import com.flowex.risk.app.daily.MarketHistory;
import com.flowex.risk.app.daily.PricedMarkets;
import com.flowex.risk.app.measure.BookStatistics;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Clean daily prices in the reference asset; without a direct market the prices go through one market in between. */
final class ReferencePrices {

    private static final int DAYS_MAX = 800;

    /** Bars of the markets in between, which are few; other markets are read on demand. */
    private final Map<String, List<DailyBar>> between = new HashMap<>();

    /** Assets whose prices have a jump that was taken for a change of units. */
    private final Set<String> split = new HashSet<>();

    private final InstrumentDirectory directory;
    private final MarketHistory days;
    private final int tenant;
    private final String reference;
    private final long today;
    private final int daysMax;

    ReferencePrices(PricedMarkets priced, int tenant, String reference, long today) {
        this(priced, tenant, reference, today, DAYS_MAX);
    }

    /** @param daysMax number of days to look back */
    ReferencePrices(PricedMarkets priced, int tenant, String reference, long today, int daysMax) {
        this.daysMax = daysMax;
        this.directory = priced.directory();
        this.days = priced.days();
        this.tenant = tenant;
        this.reference = reference;
        this.today = today;
    }

    /** Returns the last price of an asset; empty if it has none. */
    Optional<BigDecimal> last(String asset) {
        return asset.equals(reference)
                ? Optional.of(BigDecimal.ONE)
                : of(asset).map(bars -> BigDecimal.valueOf(bars.getLast().close()));
    }

    /** Returns the bars of an asset; empty if it has no price, and for the reference asset, which does not move. */
    Optional<List<DailyBar>> of(String asset) {
        return asset.equals(reference)
                ? Optional.empty()
                : market(asset, reference).or(() -> across(asset));
    }

    private Optional<List<DailyBar>> across(String asset) {
        return directory.of(tenant).stream()
                .filter(market -> market.base().code().equals(asset))
                .map(this::across)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<List<DailyBar>> across(ListedMarket market) {
        String quote = market.quote().code();
        List<DailyBar> second =
                between.computeIfAbsent(quote, code -> market(code, reference).orElse(List.of()));
        return second.isEmpty()
                ? Optional.empty()
                : market(market.base().code(), quote)
                        .map(first -> product(first, second))
                        .filter(bars -> !bars.isEmpty())
                        .map(bars -> marked(market.base().code(), quote, bars));
    }

    private List<DailyBar> marked(String asset, String between, List<DailyBar> bars) {
        if (split.contains(between)) {
            split.add(asset);
        }
        return bars;
    }

    private Optional<List<DailyBar>> market(String base, String quote) {
        return directory
                .find(tenant, base + "-" + quote)
                .map(market -> {
                    CleanedBars clean = CleanedBars.of(days.bars(market, today - daysMax), today);
                    if (clean.quality().splits() > 0) {
                        split.add(base);
                    }
                    return clean.bars();
                })
                .filter(bars -> !bars.isEmpty());
    }

    /** Returns the median spread of an asset's book against the reference asset; 0 where it is not known. */
    double spread(String asset) {
        return directory
                .find(tenant, asset + "-" + reference)
                .flatMap(days::book)
                .filter(BookStatistics::isSound)
                .map(BookStatistics::spread)
                .orElse(0.0);
    }

    /** True if a jump in its prices, as far as they were read, was taken for a change of units and undone. */
    boolean isSplitSuspected(String asset) {
        return split.contains(asset);
    }

    /** Multiplies the closes of the days that both markets have; the other prices are not used. */
    private static List<DailyBar> product(List<DailyBar> first, List<DailyBar> second) {
        Map<Long, Double> closes = new HashMap<>();
        second.forEach(bar -> closes.put(bar.day(), bar.close()));
        return first.stream()
                .filter(bar -> closes.containsKey(bar.day()))
                .map(bar -> {
                    double close = bar.close() * closes.getOrDefault(bar.day(), 1.0);
                    return new DailyBar(bar.day(), close, close, close, close, 0);
                })
                .toList();
    }
}
