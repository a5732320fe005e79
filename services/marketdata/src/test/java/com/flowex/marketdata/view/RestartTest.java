package com.flowex.marketdata.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.event.Event;
import com.flowex.domain.order.Side;
import com.flowex.marketdata.api.Ticker;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.CandleQueries;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.Listing;
import com.flowex.platform.Platform;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.projection.View;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.FakeTails;
import com.flowex.platform.testing.Seeds;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.platform.testing.TestPostgres;
import com.flowex.protocol.event.EventBatch;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class RestartTest {

    /**
     * Failure 5: snapshot and log disagree.
     *
     * <p>Goal: a restart at any point goes on as if there had been none. Method: one random log is folded in one go, and
     * again in random batches with restarts from the database in between, some of them after a transaction that was
     * rolled back and repeated; memory and tables are compared.
     */
    @ParameterizedTest
    @Seeds({20_261_120, 1, 7})
    void aRestartAtAnyPointPlusTheRestEqualsTheWholeLog(long seed) throws SQLException {
        List<EventBatch> log = SeededLog.batches(seed, 12_000).stream()
                .filter(batch -> batch.count() > 0)
                .toList();
        try (Platform whole = TestPlatform.fresh();
                Platform restarted = TestPlatform.fresh()) {
            whole.database().migrate("marketdata");
            restarted.database().migrate("marketdata");

            MarketDataProjection once = run(whole, log, log.size(), new Random(0), RestartTest::past);
            MarketDataProjection often = run(restarted, log, 400, new Random(seed), RestartTest::past);

            assertEquals(memoryOf(once.markets()), memoryOf(often.markets()), () -> "seed " + seed);
            assertEquals(tablesOf(whole), tablesOf(restarted), () -> "seed " + seed);
        }
    }

    /**
     * Goal: at the same event every process shows the same, however often processes start while another one writes. Method: one process
     * writes what a random log says, others start and stop meanwhile; in the end the memory of all that run is compared.
     */
    @ParameterizedTest
    @Seeds(
            value = {20_261_126, 3},
            usual = 1)
    void processesThatStartWhileAnotherWritesShowWhatItShows(long seed) throws InterruptedException {
        List<EventBatch> log = SeededLog.batches(seed, 12_000).stream()
                .filter(batch -> batch.count() > 0)
                .toList();
        long last = log.getLast().lastSequence();
        Random random = new Random(seed);
        DatabaseChoice.Server place = TestPostgres.freshDatabase();
        FakeTails tails = new FakeTails();
        try (Process process = new Process(place, Set.of("marketdata"), tails)) {
            Thread load = Thread.ofVirtual().start(() -> {
                for (EventBatch batch : log) {
                    long sequence = tails.emit(batch.events().toArray(Event[]::new));
                    Await.until(() -> process.view.progress().applied() > sequence - 300);
                }
            });
            Process reader = new Process(place, Set.of(), tails);
            while (load.isAlive()) {
                if (random.nextInt(4) > 0) {
                    reader.close();
                    reader = new Process(place, Set.of(), tails);
                }
            }
            load.join();
            Process late = new Process(place, Set.of(), tails);
            try (Process kept = reader) {
                for (Process each : List.of(process, kept, late)) {
                    Await.until(() -> each.view.progress().applied() == last);
                }
                assertEquals(memoryOf(process.markets()), memoryOf(kept.markets()), () -> "seed " + seed);
                assertEquals(memoryOf(process.markets()), memoryOf(late.markets()), () -> "seed " + seed);
            } finally {
                late.close();
            }
        }
    }

    /** Method: one level of one market is changed in memory; the comparison goes through all markets in turn. */
    @Test
    void aBookThatDiffersFromItsTableIsFoundByComparingThem() throws SQLException {
        try (Platform platform = TestPlatform.fresh()) {
            platform.database().migrate("marketdata");
            List<EventBatch> log = SeededLog.batches(5, 4_000).stream()
                    .filter(batch -> batch.count() > 0)
                    .toList();
            MarketDataProjection projection = run(platform, log, 400, new Random(5));
            PublicMarket last = projection.markets().all().lastEntry().getValue();
            assertEquals(Optional.empty(), firstDifference(platform, projection));

            last.book().change(last.book().sequence(), Side.BUY, 1, 7);

            assertTrue(firstDifference(platform, projection)
                    .orElseThrow()
                    .startsWith("the book of " + last.listing().symbol()));
        }
    }

    private static Optional<String> firstDifference(Platform platform, MarketDataProjection projection)
            throws SQLException {
        try (Connection views = platform.database().views().getConnection()) {
            views.setSchema("marketdata");
            for (int part = 0; part <= projection.markets().all().size(); part++) {
                Optional<String> difference = projection.difference(views);
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return Optional.empty();
        }
    }

    /** One of several. */
    private static final class Process implements AutoCloseable {
        private final Platform platform;
        private final View<MarketDataProjection> view;
        private volatile MarketDataProjection shown = new MarketDataProjection();

        Process(DatabaseChoice.Server place, Set<String> leases, FakeTails tails) {
            platform = TestPlatform.oneOfSeveral(place, leases);
            view = new View<>(platform, tails, MarketDataProjection::new, each -> shown = each);
            view.start();
        }

        PublicMarkets markets() {
            assertEquals(
                    0.0,
                    platform.telemetry()
                            .registry()
                            .get("flowex.projection.differences")
                            .counter()
                            .count());
            return shown.markets();
        }

        @Override
        public void close() {
            view.close();
            platform.close();
        }
    }

    /** Closes finding T2: every second of every market of its last week is what its trades make of it, across restarts and gaps. */
    @ParameterizedTest
    @Seeds(
            value = {20_261_121, 2},
            usual = 1)
    void theCandlesOfASecondAreThoseOfItsTrades(long seed) throws SQLException {
        List<EventBatch> log = SeededLog.batches(seed, 12_000).stream()
                .filter(batch -> batch.count() > 0)
                .toList();
        try (Platform platform = TestPlatform.fresh()) {
            platform.database().migrate("marketdata");

            run(platform, log, 40, new Random(seed));

            List<String> candles = rows(platform, """
                    SELECT concat_ws(' ', instrument_id, open_seconds, open, high, low, close, volume, quote_volume, trades,
                        first_trade, last_trade, bought, bought_quote)
                    FROM marketdata.candle WHERE interval_seconds = 1 ORDER BY instrument_id, open_seconds""");
            assertTrue(candles.size() > 40, () -> "candles " + candles.size());
            assertEquals(rows(platform, """
                    SELECT concat_ws(' ', instrument_id, time_nanos / 1000000000,
                        (array_agg(price ORDER BY trade_id))[1], max(price), min(price),
                        (array_agg(price ORDER BY trade_id DESC))[1], sum(quantity), sum(quote), count(*),
                        min(trade_id), max(trade_id), coalesce(sum(quantity) FILTER (WHERE taker_buys), 0),
                        coalesce(sum(quote) FILTER (WHERE taker_buys), 0))
                    FROM marketdata.trade AS t
                    WHERE time_nanos / 1000000000 >= (
                        SELECT (max(time_nanos) / 1000000000 - 7 * 86400) / 3600 * 3600
                        FROM marketdata.trade AS of WHERE of.instrument_id = t.instrument_id)
                    GROUP BY instrument_id, time_nanos / 1000000000
                    ORDER BY instrument_id, time_nanos / 1000000000"""), candles);
        }
    }

    /** Method: the engine's own book as each minute of its log ended, against what was stored with restarts in between. */
    @ParameterizedTest
    @Seeds(
            value = {20_261_122, 4},
            usual = 1)
    void theBookOfAMinuteIsTheEnginesAsItEnded(long seed) throws SQLException {
        SeededLog engine = new SeededLog(seed, 6_000);
        List<EventBatch> log = new ArrayList<>();
        Map<String, String> ended = new HashMap<>();
        while (engine.hasNext()) {
            EventBatch batch = engine.next();
            if (batch.count() > 0) {
                log.add(batch);
            }
            for (int instrument = 1; instrument <= 4; instrument++) {
                String minute = instrument + " " + batch.timeNanos() / 60_000_000_000L * 60;
                ended.put(minute, best(engine, instrument, Side.BUY) + " " + best(engine, instrument, Side.SELL));
            }
        }
        try (Platform platform = TestPlatform.fresh()) {
            platform.database().migrate("marketdata");
            run(platform, log, 40, new Random(seed));

            List<String> stored = rows(platform, """
                    SELECT concat_ws(' ', instrument_id, minute_seconds, bid, bid_quantity, ask, ask_quantity)
                    FROM marketdata.book_minute WHERE instrument_id <= 4 ORDER BY instrument_id, minute_seconds""");
            assertTrue(stored.size() > 100, () -> "minutes " + stored.size());
            for (String row : stored) {
                String minute = row.substring(0, row.indexOf(' ', row.indexOf(' ') + 1));
                assertEquals(minute + " " + ended.get(minute), row, () -> "seed " + seed);
            }
        }
    }

    private static String best(SeededLog engine, int instrument, Side side) {
        Comparator<Long> ascending = Comparator.naturalOrder();
        TreeMap<Long, Long> levels = new TreeMap<>(side == Side.BUY ? ascending.reversed() : ascending);
        levels.putAll(engine.book(instrument, side));
        long sum = levels.values().stream()
                .limit(BookSampler.LEVELS)
                .mapToLong(Long::longValue)
                .sum();
        return (levels.isEmpty() ? 0 : levels.firstKey()) + " " + sum;
    }

    private static List<String> rows(Platform platform, String sql) throws SQLException {
        try (Connection views = platform.database().views().getConnection()) {
            return Sql.all(views, row -> row.getString(1), sql);
        }
    }

    /** Applies the log in flushes of at most so many batches; a fifth of them end with a restart. */
    private static MarketDataProjection run(Platform platform, List<EventBatch> log, int flushMax, Random random)
            throws SQLException {
        return run(platform, log, flushMax, random, PriorHistory.NONE);
    }

    private static MarketDataProjection run(
            Platform platform, List<EventBatch> log, int flushMax, Random random, PriorHistory prior)
            throws SQLException {
        MarketDataProjection projection = restart(platform, 0, prior);
        int from = 0;
        while (from < log.size()) {
            int to = Math.min(log.size(), from + 1 + (flushMax == log.size() ? flushMax : random.nextInt(flushMax)));
            List<EventBatch> batches = log.subList(from, to);
            try (Connection views = platform.database().views().getConnection()) {
                views.setSchema("marketdata");
                views.setAutoCommit(false);
                if (random.nextInt(5) == 0) {
                    projection.apply(views, batches);
                    views.rollback();
                }
                projection.apply(views, batches);
                views.commit();
            }
            projection.committed(batches);
            from = to;
            EventBatch last = batches.getLast();
            if (random.nextInt(5) == 0) {
                projection = restart(platform, last.lastSequence(), prior);
            }
        }
        return projection;
    }

    /** Returns two days of a market with one trade each minute, up to its listing. */
    private static Optional<PriorHistory.Past> past(Listing listing, long listedNanos) {
        long end = listedNanos / 1_000_000_000L;
        long from = Interval.ONE_HOUR.openOf(end) - 2 * 86_400;
        List<Candle> minutes = new ArrayList<>();
        for (long at = from; at < end; at += 60) {
            minutes.add(trade(at, 100 + at / 60 % 7));
        }
        return Optional.of(PriorHistory.Past.of(
                List.of(trade(from - 3_600, 99)),
                minutes,
                List.of(trade(end - 2, 101), trade(end - 1, 102)),
                List.of(new PriorHistory.VolumeAtPrice(
                        Interval.ONE_HOUR.openOf(end), 101, BigInteger.ONE, BigInteger.TWO, 3)),
                from));
    }

    private static Candle trade(long seconds, long price) {
        Candle.TakerTotals takers = new Candle.TakerTotals(0, 0, BigInteger.ONE, BigInteger.ONE);
        return new Candle(seconds, price, price, price, price, BigInteger.ONE, BigInteger.ONE, 1, takers);
    }

    private static MarketDataProjection restart(Platform platform, long sequence, PriorHistory prior)
            throws SQLException {
        MarketDataProjection projection = new MarketDataProjection(prior);
        try (Connection views = platform.database().views().getConnection()) {
            views.setSchema("marketdata");
            views.setAutoCommit(false);
            projection.load(views, new Checkpoint(sequence, sequence));
            views.commit();
        }
        return projection;
    }

    /** The readers' answer; the sequence of a depth depends on when it was published, the book's own does not. */
    private static List<Object> memoryOf(PublicMarkets markets) {
        List<Object> memory = new ArrayList<>();
        for (PublicMarket market : markets.all().values()) {
            MarketView view = market.view();
            memory.add(market.listing());
            memory.add(view.open());
            memory.add(market.book().sequence());
            memory.add(market.book().depth());
            memory.add(view.depth().depth().bids());
            memory.add(view.depth().depth().asks());
            memory.add(market.tape().latest(MarketLoader.TRADES_MAX));
            memory.add(view.lastTrade());
            for (Interval interval : Interval.values()) {
                memory.add(view.candles().of(interval));
            }
            memory.add(Ticker.of(market.listing(), view, view.timeNanos() / 1_000_000_000L));
        }
        return memory;
    }

    private static List<Object> tablesOf(Platform platform) {
        List<Object> tables = new ArrayList<>();
        for (String table :
                List.of("assets", "market", "book_level", "trade", "candle", "volume_at_price", "book_minute")) {
            tables.add(platform.database().query(connection -> {
                try (var statement = connection.jdbc().createStatement();
                        var row =
                                statement.executeQuery("SELECT coalesce(string_agg(t::text, '|' ORDER BY t::text), '')"
                                        + " FROM marketdata." + table + " AS t")) {
                    row.next();
                    return row.getString(1);
                }
            }));
        }
        for (Interval interval : Interval.values()) {
            tables.add(platform.database()
                    .query(connection -> CandleQueries.read(
                            connection, 1, interval, new CandleQueries.Range(0, 253_402_300_799L, true, 1_000))));
        }
        return tables;
    }
}
