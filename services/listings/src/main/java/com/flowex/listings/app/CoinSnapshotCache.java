package com.flowex.listings.app;

import com.flowex.listings.app.SnapshotCoin.Said;
import com.flowex.listings.provider.CoinProvider;
import com.flowex.listings.provider.QuoteJson;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.jobs.Worker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cache of the coin snapshot: every two seconds it reads the rows that any process has changed. */
public final class CoinSnapshotCache implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(2);

    /** Interval for a rebuild without a change: fresh data may have become stale. */
    private static final Duration ANEW = Duration.ofMinutes(1);

    private static final Duration STOP = Duration.ofSeconds(2);
    private static final String STATE = "SELECT revision, epoch FROM listings.state";
    private static final String COINS = """
            SELECT provider, id, quote::text, seen_at FROM listings.coins WHERE revision > ? AND provider = ANY (?)""";
    private static final String EXTRAS = """
            SELECT provider, what, content::text, seen_at FROM listings.extras WHERE revision > ? AND provider = ANY (?)""";

    private final Database database;
    private final List<CoinProvider> providers;
    private final String[] names;
    private final Duration staleAfter;
    private final InstantSource clock;
    private final Worker worker;
    private final Map<String, Map<String, Said>> coins = new HashMap<>();
    private final Map<String, Map<String, Extra>> extras = new HashMap<>();
    private Instant made = Instant.EPOCH;
    private volatile CoinSnapshot board = CoinSnapshot.EMPTY;

    /** Data of a provider about more than one coin. */
    record Extra(String content, Instant seenAt) {}

    /** @param providers providers in the order of trust */
    public CoinSnapshotCache(Platform ground, List<CoinProvider> providers, Duration staleAfter, InstantSource clock) {
        this.database = ground.database();
        this.providers = List.copyOf(providers);
        this.names = providers.stream().map(CoinProvider::name).toArray(String[]::new);
        this.staleAfter = staleAfter;
        this.clock = clock;
        this.worker = ground.workers().atOnceAndEvery("listings-board", EVERY, this::look);
    }

    public void start() {
        worker.start();
    }

    public CoinSnapshot board() {
        return board;
    }

    /** Returns the age from which data is stale. */
    public Duration staleAfter() {
        return staleAfter;
    }

    /** Reads changed rows. */
    void look() {
        CoinSnapshot.Numbers now = database.query(connection -> Sql.one(
                        connection, row -> new CoinSnapshot.Numbers(row.getLong(1), row.getLong(2)), STATE)
                .orElseThrow());
        CoinSnapshot before = board;
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
        database.query(connection -> read(connection, after));
        made = at;
        board = CoinSnapshotBuilder.board(now, providers, coins, extras, at.minus(staleAfter));
    }

    private int read(Connection connection, long after) throws SQLException {
        List<Boolean> read = new ArrayList<>(Sql.all(connection, this::coin, COINS, after, names));
        read.addAll(Sql.all(connection, this::extra, EXTRAS, after, names));
        return read.size();
    }

    private boolean coin(ResultSet row) throws SQLException {
        String provider = row.getString(1);
        String id = row.getString(2);
        Said said = new Said(
                provider,
                isSample(provider),
                QuoteJson.quote(id, row.getString(3)),
                row.getTimestamp(4).toInstant());
        coins.computeIfAbsent(id, _ -> new HashMap<>()).put(provider, said);
        return true;
    }

    private boolean extra(ResultSet row) throws SQLException {
        extras.computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                .put(
                        row.getString(2),
                        new Extra(row.getString(3), row.getTimestamp(4).toInstant()));
        return true;
    }

    private boolean isSample(String provider) {
        return providers.stream().anyMatch(each -> each.name().equals(provider) && each.isSample());
    }

    @Override
    public void close() {
        worker.close(STOP);
    }
}
