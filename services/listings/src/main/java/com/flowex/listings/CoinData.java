package com.flowex.listings;

import com.flowex.listings.app.CoinRisksCache;
import com.flowex.listings.app.CoinSnapshot;
import com.flowex.listings.app.CoinSnapshotCache;
import com.flowex.listings.app.CoinSync;
import com.flowex.listings.app.PriceHistorySync;
import com.flowex.listings.app.fiat.FiatSync;
import com.flowex.listings.provider.CoinFigure;
import com.flowex.listings.provider.CoinProvider;
import com.flowex.listings.provider.fiat.EcbRates;
import com.flowex.listings.store.CoinCodes;
import com.flowex.platform.Platform;
import com.flowex.platform.jobs.Worker;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The coins' stored data, in every process that shows it or brings it up to date by tasks. It has no routes; {@link
 * ListingsService} adds them.
 */
public final class CoinData implements AutoCloseable {

    /** Interval for a sample's next figures; tasks, which a process may lack, ask for them too. */
    private static final Duration SAMPLE_EVERY = Duration.ofMinutes(10);

    private static final Duration STOP = Duration.ofSeconds(5);

    private final Platform platform;
    private final InstantSource clock;
    private final List<CoinProvider> providers;
    private final CoinSync pull;
    private final FiatSync fiat;
    private final FiatSettings fiatSettings;
    private final boolean hasFiatSample;
    private final PastFiatRates pastRates;
    private final PriceHistorySync history;
    private final CoinSnapshotCache cache;
    private final CoinRisksCache risks;
    private final CoinCodes codes;
    private final Worker sample;

    /** Wires the data; {@link #start} brings its tables up to date. */
    public CoinData(Platform platform, ListingsSettings settings) {
        this(platform, settings, InstantSource.system());
    }

    CoinData(Platform platform, ListingsSettings settings, InstantSource clock) {
        this.platform = platform;
        this.clock = clock;
        this.providers = settings.providers(clock);
        this.pull = new CoinSync(platform.database(), providers, settings.coinsMax(), clock);
        this.fiatSettings = settings.fiat();
        this.fiat = new FiatSync(
                platform.database(),
                fiatSettings.address().map(address -> new EcbRates(address, settings.limits())),
                fiatSettings.past().map(address -> new EcbRates(address, settings.limits())),
                clock);
        this.hasFiatSample = settings.hasFiatSample();
        this.pastRates = PastFiatRates.of(platform.database(), settings);
        this.history = new PriceHistorySync(platform.database(), providers, settings.historyCoins(), clock);
        this.cache = new CoinSnapshotCache(platform, providers, settings.staleAfter(), clock);
        this.sample = platform.workers().atOnceAndEvery("listings-sample", SAMPLE_EVERY, this::laySample);
        this.risks = new CoinRisksCache(platform);
        this.codes = new CoinCodes(platform.database());
    }

    /**
     * Brings the tables up to date and starts to read the stored data; loads the sample at once where it is
     * used.
     */
    public void start() {
        platform.database().migrate("listings");
        cache.start();
        if (hasFiatSample || hasSample()) {
            sample.start();
        }
    }

    private boolean hasSample() {
        return providers.stream().anyMatch(CoinProvider::isSample);
    }

    private void laySample() throws InterruptedException {
        if (hasFiatSample) {
            fiat.putSample();
        }
        if (!hasSample()) {
            return;
        }
        pull.prices((_, _) -> {});
        pull.overview();
        pull.categories((_, _) -> {});
    }

    /** Returns the synchronisation that tasks run. */
    public CoinSync pull() {
        return pull;
    }

    /** Returns the synchronisation of fiat rates that tasks run. */
    public FiatSync fiat() {
        return fiat;
    }

    FiatSettings fiatSettings() {
        return fiatSettings;
    }

    PastFiatRates pastRates() {
        return pastRates;
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
        Instant fresh = clock.instant().minus(cache.staleAfter());
        CoinSnapshot snapshot = cache.snapshot();
        return codes.coinOf(tenant, code)
                .flatMap(snapshot::coin)
                .or(() -> snapshot.bySymbol(code))
                .filter(coin -> !coin.shown().asOf().isBefore(fresh))
                .flatMap(coin -> coin.shown().quote().figure(CoinFigure.MARKET_CAP));
    }

    List<CoinProvider> providers() {
        return providers;
    }

    CoinSnapshotCache cache() {
        return cache;
    }

    CoinCodes codes() {
        return codes;
    }

    @Override
    public void close() {
        sample.close(STOP);
        risks.close();
        cache.close();
    }
}
