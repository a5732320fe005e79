package com.flowex.listings.app;

import com.flowex.listings.store.HiddenCoins;
import com.flowex.listings.store.HiddenCoinsTable;
import com.flowex.platform.Platform;
import com.flowex.platform.jobs.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cache of hidden coins. Every two seconds it checks for a change by any process; after a change, the first request of
 * each tenant reads its coins again.
 */
public final class HiddenCoinsCache implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final HiddenCoinsTable table;
    private final Worker worker;
    private final Map<Integer, HiddenCoins> known = new ConcurrentHashMap<>();
    private volatile long version;

    public HiddenCoinsCache(Platform platform) {
        this.table = new HiddenCoinsTable(platform.database());
        this.worker = platform.workers().atOnceAndEvery("listings-hidden", EVERY, this::check);
    }

    public void start() {
        worker.start();
    }

    private void check() {
        version = table.version();
    }

    /** Returns the coins that a tenant hides. */
    public HiddenCoins of(int tenant) {
        long now = version;
        HiddenCoins before = known.get(tenant);
        if (before != null && before.version() == now) {
            return before;
        }
        HiddenCoins read = new HiddenCoins(now, table.of(tenant));
        known.put(tenant, read);
        return read;
    }

    /** Returns a page of the coins that a tenant hides, by id. */
    public List<String> page(int tenant, long offset, int limit) {
        return table.page(tenant, offset, limit);
    }

    /**
     * Hides a coin or shows it again: at once in this process, within seconds in others.
     *
     * @return true if this changes something
     */
    public boolean choose(int tenant, String coin, boolean shown, String by, Instant at) {
        boolean isNew = shown ? table.show(tenant, coin) : table.hide(tenant, coin, by, at);
        check();
        return isNew;
    }

    @Override
    public void close() {
        worker.close(STOP);
    }
}
