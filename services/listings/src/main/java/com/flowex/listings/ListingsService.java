package com.flowex.listings;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.listings.api.CoinMarketRoutes;
import com.flowex.listings.api.CoinRoutes;
import com.flowex.listings.api.HiddenCoinRoutes;
import com.flowex.listings.api.HistoryRoutes;
import com.flowex.listings.app.CoinListing;
import com.flowex.listings.app.CoinRisksCache;
import com.flowex.listings.app.CoinSnapshot;
import com.flowex.listings.app.CoinSnapshotCache;
import com.flowex.listings.app.CoinSync;
import com.flowex.listings.app.HiddenCoinsCache;
import com.flowex.listings.app.PriceHistorySync;
import com.flowex.listings.provider.CoinFigure;
import com.flowex.listings.provider.CoinProvider;
import com.flowex.listings.store.CoinCodes;
import com.flowex.listings.store.DailyPricesTable;
import com.flowex.platform.Platform;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.monitor.ProbeResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Wiring of listings: the coin providers, the storage of their data, and the routes that read it. */
public final class ListingsService implements AutoCloseable {

    private static final Duration SAMPLE_EVERY = Duration.ofDays(1);
    private static final Duration WATCH_EVERY = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Platform ground;
    private final InstantSource clock;
    private final List<CoinProvider> providers;
    private final CoinSync pull;
    private final PriceHistorySync history;
    private final CoinSnapshotCache keeper;
    private final HiddenCoinsCache hidden;
    private final CoinRisksCache risks;
    private final CoinCodes codes;
    private final Worker sample;
    private final Routes routes;

    /**
     * Wires the service; {@link #prepare} and {@link #start} start it.
     *
     * @param trading lists assets and markets for trading
     */
    public ListingsService(Edge edge, ListingsSettings settings, CoinListing trading) {
        this(edge, settings, trading, InstantSource.system());
    }

    ListingsService(Edge edge, ListingsSettings settings, CoinListing trading, InstantSource clock) {
        this.ground = edge.ground();
        this.clock = clock;
        this.providers = settings.providers();
        this.pull = new CoinSync(ground.database(), providers, settings.coinsMax(), clock);
        this.history = new PriceHistorySync(ground.database(), providers, settings.historyCoins(), clock);
        this.keeper = new CoinSnapshotCache(ground, providers, settings.staleAfter(), clock);
        this.sample = ground.workers().atOnceAndEvery("listings-sample", SAMPLE_EVERY, this::laySample);
        this.hidden = new HiddenCoinsCache(ground);
        this.risks = new CoinRisksCache(ground);
        this.codes = new CoinCodes(ground.database());
        this.routes = new HiddenCoinRoutes(keeper, hidden, clock)
                .routes()
                .addAll(new CoinRoutes(keeper, hidden, risks, clock).routes())
                .addAll(new HistoryRoutes(keeper, hidden, new DailyPricesTable(ground.database()), clock).routes())
                .addAll(new CoinMarketRoutes(keeper, hidden, codes, trading, clock).routes(CoinRoutes.ROOT));
    }

    /** Brings the tables up to date, as far as a process needs that calls providers. */
    public void prepare() {
        ground.database().migrate("listings");
    }

    /** Starts to serve the stored data; loads the sample at once if no provider is configured. */
    public void start() {
        keeper.start();
        hidden.start();
        risks.start();
        if (providers.stream().allMatch(CoinProvider::isSample)) {
            sample.start();
        }
    }

    private void laySample() throws InterruptedException {
        pull.prices((_, _) -> {});
        pull.overview();
        pull.categories((_, _) -> {});
        history.days((_, _) -> {});
    }

    /** Registers a health check of each provider's latest answer. */
    public void watch(HealthMonitor lookout) {
        for (CoinProvider provider : providers) {
            if (!provider.isSample()) {
                lookout.watch("prices " + provider.name(), WATCH_EVERY, WATCH_EVERY, () -> look(provider.name()));
            }
        }
    }

    ProbeResult look(String provider) {
        Optional<Instant> said = keeper.board().sources().stream()
                .filter(source -> source.provider().equals(provider))
                .flatMap(source -> Optional.ofNullable(source.asOf()).stream())
                .findFirst();
        if (said.isEmpty()) {
            return ProbeResult.impaired(
                    provider + " has said nothing yet; GET /api/tasks?kind=price_sync has the last tries", Map.of());
        }
        Duration age = Duration.between(said.get(), clock.instant());
        Map<String, Number> figures = Map.of("age_s", age.toSeconds());
        return age.compareTo(keeper.staleAfter()) <= 0
                ? ProbeResult.up(figures)
                : ProbeResult.impaired(
                        provider + " has said nothing since " + said.get() + ": its figures are shown as stale",
                        figures);
    }

    /** Returns the synchronisation that tasks run. */
    public CoinSync pull() {
        return pull;
    }

    /** Returns the synchronisation of past days that tasks run. */
    public PriceHistorySync history() {
        return history;
    }

    /** Returns the store that takes a day's risk scores. */
    public CoinRisksCache risks() {
        return risks;
    }

    /**
     * Returns the market cap in dollars of the coin that a tenant trades under a code such as "BTC". Without such a
     * coin it is that of the largest coin with this symbol. Empty if no provider has reported it lately.
     */
    public Optional<BigDecimal> marketCap(int tenant, String code) {
        Instant fresh = clock.instant().minus(keeper.staleAfter());
        CoinSnapshot board = keeper.board();
        return codes.coinOf(tenant, code)
                .flatMap(board::coin)
                .or(() -> board.bySymbol(code))
                .filter(coin -> !coin.shown().asOf().isBefore(fresh))
                .flatMap(coin -> coin.shown().quote().figure(CoinFigure.MARKET_CAP));
    }

    public Routes routes() {
        return routes;
    }

    @Override
    public void close() {
        sample.close(STOP);
        risks.close();
        hidden.close();
        keeper.close();
    }
}
