package com.flowex.listings.app;

import com.flowex.listings.store.CoinRisksTable;
import com.flowex.listings.store.StoredCoinRisk;
import com.flowex.platform.Platform;
import com.flowex.platform.jobs.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cache of coins' risks. Every two seconds it checks whether any process has stored new scores; after a change, the
 * first request of each tenant reads its scores again.
 */
public final class CoinRisksCache implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final CoinRisksTable table;
    private final Worker worker;
    private final Map<Integer, CachedRisks> known = new ConcurrentHashMap<>();
    private volatile long version;

    private record CachedRisks(long version, List<StoredCoinRisk> stored, CoinRisks risks) {}

    public CoinRisksCache(Platform platform) {
        this.table = new CoinRisksTable(platform.database());
        this.worker = platform.workers().atOnceAndEvery("listings-risks", EVERY, this::check);
    }

    public void start() {
        worker.start();
    }

    private void check() {
        version = table.version();
    }

    /** Returns a tenant's risks for the coins of a snapshot. */
    public CoinRisks of(int tenant, CoinSnapshot snapshot) {
        long now = version;
        CachedRisks before = known.get(tenant);
        if (before != null && before.risks().isOf(now, snapshot)) {
            return before.risks();
        }
        List<StoredCoinRisk> stored = before != null && before.version() == now ? before.stored() : table.of(tenant);
        CoinRisks risks = CoinRisks.of(now, snapshot, stored);
        known.put(tenant, new CachedRisks(now, stored, risks));
        return risks;
    }

    /**
     * Stores all scores of a day: they are visible at once in this process, within seconds in others. An asset that is
     * missing loses its score. Scores of an earlier day than the stored one change nothing.
     *
     * @param day days since 1970
     * @param scores by asset code
     */
    public void take(int tenant, int day, Instant madeAt, Map<String, Double> scores) {
        table.put(tenant, day, madeAt, scores);
        check();
    }

    @Override
    public void close() {
        worker.close(STOP);
    }
}
