package com.flowex.wallet.app.worth;

import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Worth in one asset on days of the past (UTC), at the closing prices of each day: over one market, or over two with an
 * asset between. Prices are read by months when they are needed first. One report has one; it is for one thread.
 */
public final class DayWorth {

    /** Number of days for which a close is used: its own, and the following ones without a trade. */
    static final int CLOSE_DAYS = 7;

    /** Largest number of prices that one report looks up: markets times days. */
    static final int PRICES_MAX = 200_000;

    private static final int DAY_SECONDS = 86_400;

    private final int tenant;
    private final AssetId currency;
    private final List<ListedMarket> markets;
    private final ClosingPrices prices;
    private final Map<AssetId, List<PriceRoute>> routes = new HashMap<>();
    private final Map<YearMonth, Map<InstrumentId, long[]>> months = new HashMap<>();
    private int lookups;

    /**
     * @param currency asset in which the worth is
     * @param markets the tenant's markets
     */
    public DayWorth(int tenant, AssetId currency, List<ListedMarket> markets, ClosingPrices prices) {
        this.tenant = tenant;
        this.currency = currency;
        this.markets = markets;
        this.prices = prices;
    }

    /**
     * Returns the worth of an amount on a day; empty if no market had a price then.
     *
     * @throws Refusal {@code invalid_field} if the report needs too many prices
     */
    public Optional<BigDecimal> on(LocalDate day, AssetId asset, BigDecimal amount) {
        List<PriceRoute> ways = routes.computeIfAbsent(asset, from -> PriceRoute.between(from, currency, markets));
        Map<InstrumentId, long[]> closes = closes(YearMonth.from(day), ways);
        return ways.stream()
                .map(way -> way.convert(amount, closes, day.getDayOfMonth() - 1))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Map<InstrumentId, long[]> closes(YearMonth month, List<PriceRoute> ways) {
        Map<InstrumentId, long[]> known = months.computeIfAbsent(month, _ -> new HashMap<>());
        Set<InstrumentId> missing = new HashSet<>();
        ways.forEach(way -> way.steps().forEach(step -> missing.add(step.id())));
        missing.removeAll(known.keySet());
        if (!missing.isEmpty()) {
            read(month, missing, known);
        }
        return known;
    }

    private void read(YearMonth month, Collection<InstrumentId> missing, Map<InstrumentId, long[]> known) {
        int days = month.lengthOfMonth();
        lookups += missing.size() * days;
        if (lookups > PRICES_MAX) {
            throw Refusal.invalid("asset", "given: the report values swaps of too many assets over too many months");
        }
        long[] ends = LongStream.rangeClosed(1, days)
                .map(after -> month.atDay(1)
                        .plusDays(after)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toEpochSecond())
                .toArray();
        Map<InstrumentId, long[]> read =
                prices.before(tenant, missing, DAY_SECONDS, (long) CLOSE_DAYS * DAY_SECONDS, ends);
        missing.forEach(
                market -> known.put(market, Objects.requireNonNullElseGet(read.get(market), () -> new long[days])));
    }
}
