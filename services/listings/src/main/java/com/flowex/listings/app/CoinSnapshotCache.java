package com.flowex.listings.app;

import com.flowex.listings.app.SnapshotCoin.ProviderQuote;
import com.flowex.listings.app.fiat.FiatRates;
import com.flowex.listings.app.fiat.FiatSource;
import com.flowex.listings.provider.CoinProvider;
import com.flowex.listings.provider.QuoteJson;
import com.flowex.listings.store.CoinSnapshotTables;
import com.flowex.platform.Platform;
import com.flowex.platform.jobs.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Cache of the coin snapshot: every two seconds it reads the rows that any process has changed. */
public final class CoinSnapshotCache implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(2);

    /** Interval for a rebuild without a change: fresh data may have become stale. */
    private static final Duration ANEW = Duration.ofMinutes(1);

    private static final Duration STOP = Duration.ofSeconds(2);
    private final CoinSnapshotTables tables;
    private final List<CoinProvider> providers;
    private final String[] names;
    private final Duration staleAfter;
    private final InstantSource clock;
    private final Worker worker;
    private final Map<String, Map<String, ProviderQuote>> coins = new HashMap<>();
    private final Map<String, Map<String, Extra>> extras = new HashMap<>();
    private Instant made = Instant.EPOCH;
    private volatile CoinSnapshot snapshot = CoinSnapshot.EMPTY;
    private volatile FiatRates fiat = FiatRates.NONE;

    /** Data of a provider about more than one coin. */
    record Extra(String content, Instant seenAt) {}

    /** @param providers providers in the order of trust */
    public CoinSnapshotCache(
            Platform platform, List<CoinProvider> providers, Duration staleAfter, InstantSource clock) {
        this.tables = new CoinSnapshotTables(platform.database());
        this.providers = List.copyOf(providers);
        this.names = Stream.concat(providers.stream().map(CoinProvider::name), FiatSource.keys().stream())
                .toArray(String[]::new);
        this.staleAfter = staleAfter;
        this.clock = clock;
        this.worker = platform.workers().atOnceAndEvery("listings-board", EVERY, this::check);
    }

    public void start() {
        worker.start();
    }

    public CoinSnapshot snapshot() {
        return snapshot;
    }

    /** Returns the rates of fiat currencies, from all sources. */
    public FiatRates fiat() {
        return fiat;
    }

    /** Returns the age from which data is stale. */
    public Duration staleAfter() {
        return staleAfter;
    }

    /** Reads changed rows. */
    void check() {
        CoinSnapshotTables.Version version = tables.version();
        CoinSnapshot.Numbers now = new CoinSnapshot.Numbers(version.revision(), version.epoch());
        CoinSnapshot before = snapshot;
        Instant at = clock.instant();
        if (now.equals(before.numbers()) && at.isBefore(made.plus(ANEW))) {
            return;
        }
        boolean isAnew = now.epoch() != before.numbers().epoch();
        if (isAnew) {
            coins.clear();
            extras.clear();
        }
        long after = isAnew ? -1 : before.numbers().revision();
        CoinSnapshotTables.Changes changes = tables.after(after, names);
        changes.coins().forEach(this::coin);
        changes.extras().forEach(this::extra);
        made = at;
        fiat = FiatRates.of(contents(FiatSource.keys()));
        snapshot = CoinSnapshotBuilder.snapshot(now, providers, coins, extras, at.minus(staleAfter));
    }

    /** Returns the stored contents of sources, by source and name. */
    private Map<String, Map<String, String>> contents(List<String> sources) {
        Map<String, Map<String, String>> contents = new HashMap<>();
        for (String source : sources) {
            Map<String, String> ofOne = new TreeMap<>();
            extras.getOrDefault(source, Map.of()).forEach((subject, extra) -> ofOne.put(subject, extra.content()));
            contents.put(source, ofOne);
        }
        return contents;
    }

    private void coin(CoinSnapshotTables.ProviderRow row) {
        ProviderQuote quote = new ProviderQuote(
                row.provider(), isSample(row.provider()), QuoteJson.quote(row.key(), row.json()), row.seenAt());
        coins.computeIfAbsent(row.key(), _ -> new HashMap<>()).put(row.provider(), quote);
    }

    private void extra(CoinSnapshotTables.ProviderRow row) {
        extras.computeIfAbsent(row.provider(), _ -> new HashMap<>())
                .put(row.key(), new Extra(row.json(), row.seenAt()));
    }

    private boolean isSample(String provider) {
        return providers.stream().anyMatch(each -> each.name().equals(provider) && each.isSample());
    }

    @Override
    public void close() {
        worker.close(STOP);
    }
}
