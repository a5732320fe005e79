package com.flowex.wallet.app.worth;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.store.journal.PastBalanceQueries;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** Computes the worth of an account at moments of the past, from its journal and the markets' candles. */
public final class WorthHistory {

    /** Largest number of points. */
    public static final int POINTS_MAX = 366;

    /** Largest number of prices that are looked up for one request: points times markets. */
    private static final int PRICES_MAX = 50_000;

    private final PastBalanceQueries balances;
    private final InstrumentDirectory directory;
    private final IntFunction<List<ListedMarket>> markets;
    private final ClosingPrices prices;
    private final InstantSource clock;

    /**
     * @param directory names of assets, as far as the wallet's view shows the log
     * @param markets a tenant's markets
     */
    public WorthHistory(
            PastBalanceQueries balances,
            InstrumentDirectory directory,
            IntFunction<List<ListedMarket>> markets,
            ClosingPrices prices,
            InstantSource clock) {
        this.balances = balances;
        this.directory = directory;
        this.markets = markets;
        this.prices = prices;
        this.clock = clock;
    }

    /**
     * Worth at a moment.
     *
     * @param worth amount of the currency, rounded down to its scale
     * @param leftOut codes of assets that the account had and no market gave a price
     */
    public record WorthPoint(long atSeconds, BigDecimal worth, List<String> leftOut) {}

    /**
     * Returns the worth before the last multiples of an interval, and now, oldest first. Moments before the account had
     * anything are left out.
     *
     * @param limit largest number of points, 1 to {@link #POINTS_MAX}
     * @throws Refusal {@code invalid_field} if so many points of so many assets are not computed at once
     */
    public List<WorthPoint> of(AccountId account, Asset currency, WorthInterval interval, int limit) {
        long[] moments = interval.until(clock.instant().getEpochSecond(), limit);
        List<Map<AssetId, Long>> held = balances.at(account, moments);
        Map<AssetId, List<PriceRoute>> routes = routes(account.tenant(), currency, held);
        Set<InstrumentId> needed = new HashSet<>();
        routes.values().forEach(each -> each.forEach(route -> route.steps().forEach(step -> needed.add(step.id()))));
        if ((long) needed.size() * limit > PRICES_MAX) {
            throw Refusal.invalid("limit", "at most " + PRICES_MAX / needed.size() + " for this many assets");
        }
        Map<InstrumentId, long[]> closes =
                prices.before(account.tenant(), needed, interval.candleSeconds(), ClosingPrices.ANY_AGE, moments);
        List<WorthPoint> points = new ArrayList<>();
        for (int i = 0; i < moments.length; i++) {
            if (!points.isEmpty() || !held.get(i).isEmpty()) {
                points.add(point(currency, moments[i], held.get(i), new Priced(routes, closes, i)));
            }
        }
        return points;
    }

    private Map<AssetId, List<PriceRoute>> routes(int tenant, Asset currency, List<Map<AssetId, Long>> held) {
        List<ListedMarket> listed = markets.apply(tenant);
        Map<AssetId, List<PriceRoute>> routes = new HashMap<>();
        held.forEach(each -> each.keySet()
                .forEach(asset ->
                        routes.computeIfAbsent(asset, from -> PriceRoute.between(from, currency.id(), listed))));
        return routes;
    }

    /** Prices of a moment. */
    private record Priced(Map<AssetId, List<PriceRoute>> routes, Map<InstrumentId, long[]> closes, int moment) {

        Optional<BigDecimal> worth(AssetId asset, BigDecimal amount) {
            return Objects.requireNonNull(routes.get(asset)).stream()
                    .map(route -> route.convert(amount, closes, moment))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
    }

    private WorthPoint point(Asset currency, long atSeconds, Map<AssetId, Long> held, Priced priced) {
        BigDecimal sum = BigDecimal.ZERO;
        Set<String> leftOut = new TreeSet<>();
        for (Map.Entry<AssetId, Long> each : held.entrySet()) {
            Asset asset = directory.asset(each.getKey());
            Optional<BigDecimal> worth = priced.worth(
                    asset.id(),
                    BigDecimal.valueOf(each.getValue(), asset.scale().places()));
            sum = worth.map(sum::add).orElse(sum);
            if (worth.isEmpty()) {
                leftOut.add(asset.code());
            }
        }
        return new WorthPoint(
                atSeconds, sum.setScale(currency.scale().places(), RoundingMode.DOWN), List.copyOf(leftOut));
    }
}
