package com.flowex.benchmarks.load.measure;

import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.LoadConnections;
import com.flowex.benchmarks.load.client.RequestLoop;
import com.flowex.benchmarks.load.client.Trader;
import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * {@code ./flowex bench stored}: latency of lists in an exchange whose views hold millions of ended orders, fills and
 * candles. The rows are copies of one real row each, with different accounts, ids and times; one in a hundred belongs
 * to an account that sends requests.
 */
public final class LargeTablesBenchmark {

    private static final String SYMBOL = "BTC-USDT";
    private static final int CONNECTIONS = 4;
    private static final int ACCOUNTS = 64;
    private static final int OTHERS = 20_000;
    private static final int ONE_IN = 100;
    private static final int REQUESTS = 20_000;
    private static final int PART = 500_000;
    private static final int MINUTES_SHOWN = 500;
    private static final long SEED = 20261122;
    private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(5);
    private static final double MICROS_A_MILLI = 1e3;

    /** First id of the copies, far above the ids of this benchmark's own orders. */
    private static final long FIRST_ID = 1_000_000_000L;

    private static final String OF_WHOM = "CASE WHEN i % " + ONE_IN + " = 0 THEN (?::bigint[])[1 + (i / " + ONE_IN
            + ") % " + ACCOUNTS + "] ELSE 1000000000 + i % " + OTHERS + " END";

    private final URI url;
    private final long rows;
    private final DatabaseChoice database;
    private final List<Trader> traders = new ArrayList<>();
    private long[] accounts = {};

    private LargeTablesBenchmark(URI url, long rows, Path data) {
        this.url = url;
        this.rows = rows;
        database = new DatabaseChoice.Embedded(data.resolve("postgres"));
    }

    /** Runs the benchmark. Arguments: URL, rows of each table, data directory of the exchange. */
    public static void main(String[] args) throws IOException, SQLException {
        new LargeTablesBenchmark(URI.create(args[0]), Long.parseLong(args[1]), Path.of(args[2])).run();
    }

    private void run() throws IOException, SQLException {
        trade();
        try (DatabaseAccess access = DatabaseAccess.open(database);
                Connection views = access.views()) {
            fill(views);
            for (int round = 1; round <= 2; round++) {
                request(views, round == 1 ? "first" : "again", "orders", orders());
                request(views, round == 1 ? "first" : "again", "trades", trades());
                request(views, round == 1 ? "first" : "again", "candles", candles());
            }
        }
    }

    /** Creates one ended order, one trade and one candle as originals of the copies. */
    private void trade() {
        try (ExchangeApi api = new ExchangeApi(url)) {
            String run = Long.toString(System.currentTimeMillis(), 36);
            List<Long> numbers = new ArrayList<>();
            for (int i = 0; i < ACCOUNTS; i++) {
                Trader trader = api.register("stored-" + run + i + "@load.example");
                traders.add(trader);
                numbers.add(
                        api.get(trader.token(), "/api/auth/me").path("account").asLong());
            }
            accounts = numbers.stream().mapToLong(Long::longValue).toArray();
            Trader first = traders.getFirst();
            api.deposit(first, "BTC", "1");
            api.deposit(first, "USDT", "10000");
            for (String side : List.of("sell", "buy")) {
                api.post(
                        first.token(),
                        "/api/trading/orders",
                        Map.of("symbol", SYMBOL, "side", side, "type", "limit", "price", "650.00", "quantity", "0.01"));
            }
            api.get(first.token(), "/api/trading/trades?limit=1");
        }
    }

    private void fill(Connection views) throws SQLException {
        long began = System.nanoTime();
        String id = FIRST_ID + " + i";
        // The rows are a minute apart, the newest is from now.
        String nanos = "t.created_nanos - (" + rows + " - i) * 60000000000";
        copy(
                views,
                "trading.closed_orders",
                "true",
                Map.of("account", OF_WHOM, "order_id", id, "created_nanos", nanos));
        copy(
                views,
                "trading.fills",
                "true",
                Map.of(
                        "account", OF_WHOM,
                        "sequence", id,
                        "trade_id", id,
                        "order_id", id,
                        "executed_nanos", nanos.replace("created", "executed")));
        copy(views, "marketdata.candle", "t.interval_seconds = 60", Map.of("open_seconds", "t.open_seconds - i * 60"));
        System.out.printf(
                Locale.ROOT,
                "stored %d rows each of orders, fills and candles in %.0f s%n",
                rows,
                (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    /** @param own values that differ from the copied row, by column */
    private void copy(Connection views, String table, String which, Map<String, String> own) throws SQLException {
        String schema = table.substring(0, table.indexOf('.'));
        String name = table.substring(schema.length() + 1);
        List<String> columns = Sql.all(
                views,
                row -> row.getString(1),
                "SELECT column_name FROM information_schema.columns WHERE table_schema = ? AND table_name = ?"
                        + " ORDER BY ordinal_position",
                schema,
                name);
        Sql.execute(
                views,
                "CREATE TEMP TABLE one_" + name + " AS SELECT * FROM " + table + " t WHERE " + which + " LIMIT 1");
        String insert = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") SELECT "
                + columns.stream()
                        .map(column -> own.getOrDefault(column, "t." + column))
                        .collect(Collectors.joining(", "))
                + " FROM generate_series(?::bigint, ?::bigint) i, one_" + name + " t ON CONFLICT DO NOTHING";
        for (long from = 1; from <= rows; from += PART) {
            long to = Math.min(rows, from + PART - 1);
            if (own.get("account") == null) {
                Sql.execute(views, insert, from, to);
            } else {
                Sql.execute(views, insert, accountsAsText(), from, to);
            }
        }
    }

    private String accountsAsText() {
        return LongStream.of(accounts).mapToObj(Long::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private List<byte[]> orders() {
        List<String> paths = List.of(
                "/api/trading/orders?limit=50",
                "/api/trading/orders?status=filled&limit=50",
                "/api/trading/orders?status=open&limit=50",
                "/api/trading/orders?symbol=" + SYMBOL + "&limit=50");
        return each(paths);
    }

    private List<byte[]> trades() {
        return each(List.of("/api/trading/trades?limit=50", "/api/trading/trades?symbol=" + SYMBOL + "&limit=50"));
    }

    private List<byte[]> each(List<String> paths) {
        List<byte[]> questions = new ArrayList<>();
        for (Trader trader : traders) {
            String token = "Authorization: Bearer " + trader.token() + "\r\n";
            paths.forEach(path -> questions.add(get(path, token)));
        }
        Collections.shuffle(questions, new Random(SEED));
        return questions;
    }

    /** Returns requests for random ranges in the past, so that no range has just been read. */
    private List<byte[]> candles() {
        Random random = new Random(SEED);
        long now = System.currentTimeMillis() / 60_000 * 60_000;
        List<byte[]> questions = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            long end = now - random.nextLong(Math.max(1, rows - MINUTES_SHOWN)) * 60_000;
            questions.add(get(
                    "/api/market-data/klines/" + SYMBOL + "?interval=1m&limit=" + MINUTES_SHOWN + "&end="
                            + Instant.ofEpochMilli(end),
                    ""));
        }
        return questions;
    }

    private byte[] get(String path, String token) {
        return RequestLoop.get(url, path, token);
    }

    private void request(Connection views, String when, String subject, List<byte[]> questions)
            throws IOException, SQLException {
        InetSocketAddress address = new InetSocketAddress(url.getHost(), url.getPort());
        long[] before = blocks(views);
        try (LoadConnections connections = new LoadConnections(address, CONNECTIONS)) {
            RequestLoop loop = new RequestLoop(connections, questions, REQUESTS);
            loop.run(NANOS_MAX);
            long[] after = blocks(views);
            System.out.printf(
                    Locale.ROOT,
                    "%s %s requests=%d refused=%d p50_ms=%.1f p95_ms=%.1f p99_ms=%.1f index_hit_ratio=%s%n",
                    subject,
                    when,
                    REQUESTS,
                    loop.refused() + loop.unanswered(),
                    loop.micros().getValueAtPercentile(50) / MICROS_A_MILLI,
                    loop.micros().getValueAtPercentile(95) / MICROS_A_MILLI,
                    loop.micros().getValueAtPercentile(99) / MICROS_A_MILLI,
                    ratio(after[0] - before[0], after[1] - before[1]));
        }
    }

    /** Returns the index blocks found in memory and read from disk, since the server began. */
    private static long[] blocks(Connection views) throws SQLException {
        return Sql.one(
                        views,
                        row -> new long[] {row.getLong(1), row.getLong(2)},
                        "SELECT sum(idx_blks_hit)::bigint, sum(idx_blks_read)::bigint FROM pg_statio_all_indexes"
                                + " WHERE schemaname IN ('trading', 'marketdata')")
                .orElseThrow();
    }

    private static String ratio(long hit, long read) {
        return hit + read == 0 ? "unasked" : String.format(Locale.ROOT, "%.2f%%", 100.0 * hit / (hit + read));
    }
}
