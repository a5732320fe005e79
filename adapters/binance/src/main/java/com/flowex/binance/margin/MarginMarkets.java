package com.flowex.binance.margin;

import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.wallet.MarginFacade;
import com.flowex.wallet.store.margin.LendingPool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Markets that trade borrowed money, for answers that come from memory. Terms of lending are at most ten seconds old; while
 * the database is away, the last ones are kept.
 */
public final class MarginMarkets {

    private static final Duration FRESH = Duration.ofSeconds(10);

    /** Assets with terms of lending, as they were read at a time. */
    private record Terms(Instant at, Set<AssetId> assets) {}

    private final MarginFacade margin;
    private final InstantSource clock;

    /** Terms by tenant; a tenant that does not lend has none. */
    private final Map<Integer, Terms> known = new ConcurrentHashMap<>();

    public MarginMarkets(MarginFacade margin, InstantSource clock) {
        this.margin = margin;
        this.clock = clock;
    }

    /** Returns true if both assets of a market have terms of lending, and its tenant lends. */
    public boolean has(ListedMarket market) {
        int tenant = market.instrument().tenant();
        return margin.accounts().lends(tenant) && isBetween(market, assets(tenant));
    }

    /** Returns true if a market is between two of the assets. */
    static boolean isBetween(ListedMarket market, Set<AssetId> assets) {
        return market.state() != MarketState.DELISTED
                && assets.contains(market.base().id())
                && assets.contains(market.quote().id());
    }

    private Set<AssetId> assets(int tenant) {
        Instant now = clock.instant();
        Terms last = known.getOrDefault(tenant, new Terms(Instant.EPOCH, Set.of()));
        if (now.isBefore(last.at().plus(FRESH))) {
            return last.assets();
        }
        Set<AssetId> assets = last.assets();
        try {
            assets = margin.pools(tenant).stream().map(LendingPool::asset).collect(Collectors.toUnmodifiableSet());
        } catch (DatabaseUnavailableException _) {
            // Ten seconds later it is asked again; markets and their rules are answered meanwhile.
        }
        known.put(tenant, new Terms(now, assets));
        return assets;
    }
}
