package com.flowex.listings;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.listings.api.CoinMarketRoutes;
import com.flowex.listings.api.CoinRoutes;
import com.flowex.listings.api.FiatDayRoutes;
import com.flowex.listings.api.FiatRateRoutes;
import com.flowex.listings.api.HiddenCoinRoutes;
import com.flowex.listings.api.HistoryRoutes;
import com.flowex.listings.app.CoinHistory;
import com.flowex.listings.app.CoinListing;
import com.flowex.listings.app.CoinRisksCache;
import com.flowex.listings.app.CoinSnapshotCache;
import com.flowex.listings.app.HiddenCoinsCache;
import com.flowex.listings.provider.CoinProvider;
import com.flowex.listings.store.DailyPricesTable;
import com.flowex.platform.Platform;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.monitor.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Wiring of listings: the routes that read the coins' stored data, and the health checks of its providers. */
public final class ListingsService implements AutoCloseable {

    private static final Duration WATCH_EVERY = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final CoinData coins;
    private final CoinSnapshotCache cache;
    private final HiddenCoinsCache hidden;
    private final Routes routes;

    /**
     * Wires the service; {@link #start} starts it.
     *
     * @param coins stored data, which its owner starts and closes
     * @param trading lists assets and markets for trading
     */
    public ListingsService(Edge edge, CoinData coins, CoinListing trading) {
        this(edge, coins, trading, InstantSource.system());
    }

    ListingsService(Edge edge, CoinData coins, CoinListing trading, InstantSource clock) {
        Platform platform = edge.platform();
        this.clock = clock;
        this.coins = coins;
        this.cache = coins.cache();
        this.hidden = new HiddenCoinsCache(platform);
        CoinRisksCache risks = coins.risks();
        CoinHistory past = new CoinHistory(coins.providers(), new DailyPricesTable(platform.database()));
        this.routes = new HiddenCoinRoutes(cache, hidden, clock)
                .routes()
                .addAll(new CoinRoutes(cache, hidden, risks, clock).routes())
                .addAll(new FiatRateRoutes(cache::fiat, coins.fiat(), counted(coins.fiatSettings()), clock).routes())
                .addAll(new FiatDayRoutes(counted(coins.fiatSettings()), coins.pastRates()::read, clock).routes())
                .addAll(new HistoryRoutes(cache, hidden, past, clock).routes())
                .addAll(new CoinMarketRoutes(cache, hidden, coins.codes(), trading, clock).routes(CoinRoutes.ROOT));
    }

    private static FiatRateRoutes.Counted counted(FiatSettings settings) {
        return settings.peg()
                .map(peg -> new FiatRateRoutes.Counted(peg.asset(), peg.currency(), settings.ageMax()))
                .orElseGet(() -> new FiatRateRoutes.Counted("", "", settings.ageMax()));
    }

    /** Starts to serve the stored data. */
    public void start() {
        hidden.start();
        coins.risks().start();
    }

    /** Registers a health check of each provider's latest answer. */
    public void watch(HealthMonitor monitor) {
        for (CoinProvider provider : coins.providers()) {
            if (!provider.isSample()) {
                monitor.watch("prices " + provider.name(), WATCH_EVERY, WATCH_EVERY, () -> check(provider.name()));
            }
        }
    }

    ProbeResult check(String provider) {
        Optional<Instant> reportedAt = cache.snapshot().sources().stream()
                .filter(source -> source.provider().equals(provider))
                .flatMap(source -> Optional.ofNullable(source.asOf()).stream())
                .findFirst();
        if (reportedAt.isEmpty()) {
            return ProbeResult.impaired(
                    provider + " has said nothing yet; GET /api/tasks?kind=price_sync has the last tries", Map.of());
        }
        Duration age = Duration.between(reportedAt.get(), clock.instant());
        Map<String, Number> figures = Map.of("age_s", age.toSeconds());
        return age.compareTo(cache.staleAfter()) <= 0
                ? ProbeResult.up(figures)
                : ProbeResult.impaired(
                        provider + " has said nothing since " + reportedAt.get() + ": its figures are shown as stale",
                        figures);
    }

    public Routes routes() {
        return routes;
    }

    @Override
    public void close() {
        hidden.close();
    }
}
