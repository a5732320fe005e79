package com.flowex.benchmarks.load.measure;

import com.flowex.benchmarks.load.LoadGenerator;
import com.flowex.benchmarks.load.LoadOptions;
import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.LoadTestException;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * {@code ./flowex bench p2p}: cost of trades between people to everything else. It measures a chat message beside an
 * order, orders beside the expiry of all trades at one moment, and starts with and without live trades. Each figure is a
 * ratio of two measurements of one run.
 */
public final class P2pBenchmark {

    private static final int STARTS = 3;
    private static final int RATE = 200;
    private static final int ORDERS = 6_000;
    private static final int CONNECTIONS = 16;
    private static final int CHATTERS = 10;
    private static final long EXPIRY_NANOS_MAX = TimeUnit.MINUTES.toNanos(20);
    private static final double NANOS_A_MILLI = 1e6;
    private static final double NANOS_A_SECOND = 1e9;
    private static final int TENANT = 1;
    private static final String UNPAID = " WHERE tenant_id = " + TENANT + " AND state = 'awaiting_payment'";
    private static final String LIVE = "SELECT count(*) FROM p2p.trades" + UNPAID;
    private static final String EXPIRE = "UPDATE p2p.trades SET deadline_at = now() + interval '2 seconds'" + UNPAID;

    private final Path folder;
    private final int trades;
    private final ServiceProcess exchange;

    private P2pBenchmark(Path root, Path folder, int trades) {
        this.folder = folder;
        this.trades = trades;
        Map<String, String> settings = new HashMap<>();
        settings.put("FLOWEX_PORT", "0");
        settings.put("FLOWEX_HOST", "127.0.0.1");
        settings.put("FLOWEX_SERVICE_PORTS", "off");
        settings.put("FLOWEX_DEMO_MARKET", "off");
        this.exchange = new ServiceProcess("exchange", "Launcher", root, folder, "768m", settings);
    }

    /** Runs the benchmark. Arguments: the folder of FlowEx's files, an empty folder, trades. */
    public static void main(String[] args) throws IOException, InterruptedException {
        P2pBenchmark benchmark = new P2pBenchmark(
                Path.of(args[0]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath(), Integer.parseInt(args[2]));
        try {
            benchmark.run();
        } finally {
            benchmark.exchange.close();
        }
    }

    private void run() throws IOException, InterruptedException {
        exchange.start();
        exchange.awaitReady();
        List<P2pTrades.Taker> takers;
        double before;
        try (ExchangeApi api = new ExchangeApi(url())) {
            P2pTrades people = new P2pTrades(api);
            people.offer(trades);
            orders(api, "warm-up");
            before = starts("without trades");
        }
        try (ExchangeApi api = new ExchangeApi(url())) {
            // The port is another one now, and the sellers are the same.
            P2pTrades people = new P2pTrades(api);
            people.offer(trades);
            long begin = System.nanoTime();
            takers = people.take(trades);
            System.out.printf(
                    Locale.ROOT,
                    "%d trades of %d people taken in %.0f s%n",
                    live(),
                    takers.size(),
                    (System.nanoTime() - begin) / NANOS_A_SECOND);
            P2pTrades.Seller seller = takers.getLast().seller();
            List<P2pTrades.Taker> chatters = takers.reversed().stream()
                    .filter(each -> each.seller().equals(seller))
                    .limit(CHATTERS)
                    .toList();
            new ChatLatency(url(), api).measure(chatters);
        }
        double with = starts("with " + live() + " live trades");
        try (ExchangeApi api = new ExchangeApi(url())) {
            expire(api);
        }
        double after = starts("with the same trades ended");
        System.out.printf(
                Locale.ROOT,
                "verdict p2p start: %.0f ms with live trades, %.0f ms with the same trades ended (%.2f times), %.0f ms"
                        + " before there were any%n",
                with,
                after,
                with / after,
                before);
    }

    private URI url() throws IOException {
        return URI.create(exchange.address());
    }

    /** Returns the median time of starts, in milliseconds; the exchange runs before and afterwards. */
    private double starts(String subject) throws IOException, InterruptedException {
        List<Long> millis = new ArrayList<>();
        for (int number = 0; number < STARTS; number++) {
            exchange.stop();
            exchange.start();
            millis.add(exchange.awaitReady());
        }
        System.out.println("starts " + subject + ": " + millis + " ms");
        return millis.stream().sorted().toList().get(STARTS / 2);
    }

    private <T> T inDatabase(DatabaseCall<T> call) {
        DatabaseChoice here = new DatabaseChoice.Embedded(folder.resolve("exchange/postgres"));
        try (DatabaseAccess access = DatabaseAccess.open(here);
                Database database = access.database()) {
            return call.of(database);
        }
    }

    /** Use of the exchange's database. */
    @FunctionalInterface
    private interface DatabaseCall<T> {
        T of(Database database);
    }

    private long live() {
        return inDatabase(
                database -> database.query(TENANT, connection -> Sql.one(connection, row -> row.getLong(1), LIVE)
                        .orElseThrow()));
    }

    private static double p99(Histogram nanos) {
        return nanos.getValueAtPercentile(99) / NANOS_A_MILLI;
    }

    private Histogram orders(ExchangeApi api, String subject) throws IOException {
        LoadOptions options = LoadOptions.paced(url(), ORDERS, CONNECTIONS, RATE);
        Histogram nanos = new LoadGenerator(options, api).latencies();
        System.out.printf(
                Locale.ROOT,
                "orders %s: p50_ms=%.2f p99_ms=%.2f%n",
                subject,
                nanos.getValueAtPercentile(50) / NANOS_A_MILLI,
                p99(nanos));
        return nanos;
    }

    /** Orders alone before and after, and in between beside the expiry of all live trades at one moment. */
    private void expire(ExchangeApi api) throws IOException {
        orders(api, "warm-up");
        double first = p99(orders(api, "alone"));
        int due = inDatabase(database -> database.transaction(TENANT, connection -> Sql.execute(connection, EXPIRE)));
        long begin = System.nanoTime();
        double beside = p99(orders(api, "beside the expiry"));
        long left = live();
        System.out.println(due + " trades were due at one moment; " + left + " are left after these orders");
        while (left > 0) {
            if (System.nanoTime() - begin > EXPIRY_NANOS_MAX) {
                throw new LoadTestException(left + " trades have not expired");
            }
            left = live();
        }
        double seconds = (System.nanoTime() - begin) / NANOS_A_SECOND;
        double second = p99(orders(api, "alone again"));
        double ratio = beside / ((first + second) / 2);
        System.out.printf(
                Locale.ROOT,
                "verdict p2p expiry: p99 of orders %.2f times that alone (goal <= 2) %s; all %d expired within %.0f s%n",
                ratio,
                ratio <= 2 ? "met" : "MISSED",
                due,
                seconds);
    }
}
