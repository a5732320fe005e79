package com.flowex.benchmarks.load.measure;

import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.LoadConnections;
import com.flowex.benchmarks.load.client.LoadTestException;
import com.flowex.benchmarks.load.client.RequestLoop;
import com.flowex.benchmarks.load.client.SyntheticCoinProvider;
import com.flowex.listings.app.CoinSortColumn;
import com.flowex.listings.app.CoinSync;
import com.flowex.listings.app.PriceHistorySync;
import com.flowex.listings.provider.CoinProvider;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.database.server.DatabaseChoice;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * {@code ./flowex bench listings}: latency of queries of listings. The usual tasks fill the tables from a provider of
 * synthetic coins. A running exchange is then queried: sorted by every column, searched, filtered, one coin in detail,
 * and its past days.
 */
public final class ListingQueryBenchmark {

    private static final String ROOT = "/api/v1/cryptocurrencies";
    private static final int WITH_HISTORY = 250;
    private static final int PAGE = 50;
    private static final int CONNECTIONS = 4;
    private static final int REQUESTS = 2_000;
    private static final int WARM_UP = 500;
    private static final double GOAL_MILLIS = 50;
    private static final double MICROS_A_MILLI = 1e3;
    private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(2);
    private static final long CHECK_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SEED = 20261123;

    private final URI url;
    private final int coins;
    private final Path data;
    private final Random random = new Random(SEED);
    private final Histogram all = new Histogram(TimeUnit.MINUTES.toMicros(10), 3);
    private double worst;
    private int refused;

    private ListingQueryBenchmark(URI url, int coins, Path data) {
        this.url = url;
        this.coins = coins;
        this.data = data;
    }

    /** Runs the benchmark. Arguments: URL, coins, data directory of the exchange. */
    public static void main(String[] args) throws IOException, InterruptedException {
        new ListingQueryBenchmark(URI.create(args[0]), Integer.parseInt(args[1]), Path.of(args[2])).run();
    }

    private void run() throws IOException, InterruptedException {
        fill();
        awaitShown();
        for (List<String> paths : kinds().values()) {
            request(paths, WARM_UP);
        }
        for (Map.Entry<String, List<String>> kind : kinds().entrySet()) {
            RequestLoop loop = request(kind.getValue(), REQUESTS);
            print(kind.getKey(), loop.micros());
            all.add(loop.micros());
            worst = Math.max(worst, loop.micros().getValueAtPercentile(95) / MICROS_A_MILLI);
            refused += loop.refused() + loop.unanswered();
        }
        print("all", all);
        System.out.printf(
                Locale.ROOT,
                "verdict listings: coins=%d worst_p95_ms=%.1f goal=%.0f refused=%d %s%n",
                coins,
                worst,
                GOAL_MILLIS,
                refused,
                worst < GOAL_MILLIS && refused == 0 ? "met" : "MISSED");
    }

    private void fill() throws InterruptedException {
        long start = System.nanoTime();
        List<CoinProvider> world = List.of(new SyntheticCoinProvider(coins));
        InstantSource clock = InstantSource.system();
        try (DatabaseAccess access = DatabaseAccess.open(new DatabaseChoice.Embedded(data.resolve("postgres")));
                Database database = access.database()) {
            CoinSync pull = new CoinSync(database, world, coins, clock);
            String prices = pull.prices((_, _) -> {});
            pull.overview();
            pull.categories((_, _) -> {});
            String days = new PriceHistorySync(database, world, WITH_HISTORY, clock).days((_, _) -> {});
            System.out.printf(
                    Locale.ROOT,
                    "filled as tasks fill it: %s coins; %s; %.1f s%n",
                    prices,
                    days,
                    (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1));
        }
    }

    /** Waits until the exchange shows all coins. */
    private void awaitShown() {
        long deadline = System.nanoTime() + NANOS_MAX;
        try (ExchangeApi api = new ExchangeApi(url)) {
            int shown = 0;
            while (shown < coins) {
                if (System.nanoTime() > deadline) {
                    throw new LoadTestException("the exchange shows " + shown + " coins of " + coins);
                }
                LockSupport.parkNanos(CHECK_INTERVAL_NANOS);
                shown = api.get("", ROOT + "?limit=1").path("total").asInt();
            }
        }
    }

    private Map<String, List<String>> kinds() {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        kinds.put("first_page", List.of(ROOT + "?limit=" + PAGE));
        kinds.put("sorted", sorted());
        kinds.put("sorted_with_sparkline", List.of(ROOT + "?sparkline=true&limit=" + PAGE));
        kinds.put("any_page", each(_ -> list("page=" + (1 + random.nextInt(coins / PAGE)))));
        kinds.put("longest_page", each(_ -> ROOT + "?limit=500&page=" + (1 + random.nextInt(coins / 500))));
        kinds.put("searched", each(_ -> list("search=" + random.nextInt(coins))));
        kinds.put("searched_in_vain", List.of(list("search=there-is-no-such-coin")));
        kinds.put(
                "of_a_category",
                each(i ->
                        list("category=" + SyntheticCoinProvider.category(1 + i % SyntheticCoinProvider.CATEGORIES))));
        kinds.put(
                "by_market_cap",
                each(_ -> list("sort=market_cap&order=desc&market_cap_min="
                        + (1_000_000L + random.nextInt(1_000_000_000)) + "&market_cap_max=900000000000")));
        kinds.put("one", each(_ -> ROOT + "/" + SyntheticCoinProvider.id(1 + random.nextInt(coins))));
        kinds.put(
                "history",
                each(_ ->
                        ROOT + "/" + SyntheticCoinProvider.id(1 + random.nextInt(WITH_HISTORY)) + "/history?days=365"));
        kinds.put("categories", List.of(ROOT + "/categories"));
        return kinds;
    }

    private static String list(String question) {
        return ROOT + "?limit=" + PAGE + "&" + question;
    }

    /** Returns queries by each column, in both orders, for the first page and a late one. */
    private List<String> sorted() {
        List<String> paths = new ArrayList<>();
        for (CoinSortColumn column : CoinSortColumn.ALL) {
            for (String order : List.of("asc", "desc")) {
                for (int page : new int[] {1, coins / PAGE}) {
                    paths.add(list("sort=" + column.label() + "&order=" + order + "&page=" + page));
                }
            }
        }
        Collections.shuffle(paths, random);
        return paths;
    }

    private static List<String> each(IntFunction<String> path) {
        return IntStream.range(0, REQUESTS).mapToObj(path).toList();
    }

    private RequestLoop request(List<String> paths, int count) throws IOException {
        List<byte[]> questions =
                paths.stream().map(path -> RequestLoop.get(url, path, "")).toList();
        try (LoadConnections connections =
                new LoadConnections(new InetSocketAddress(url.getHost(), url.getPort()), CONNECTIONS)) {
            RequestLoop loop = new RequestLoop(connections, questions, count);
            loop.run(NANOS_MAX);
            return loop;
        }
    }

    private static void print(String subject, Histogram micros) {
        System.out.printf(
                Locale.ROOT,
                "%-22s requests=%d p50_ms=%.1f p95_ms=%.1f p99_ms=%.1f max_ms=%.1f%n",
                subject,
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / MICROS_A_MILLI,
                micros.getValueAtPercentile(95) / MICROS_A_MILLI,
                micros.getValueAtPercentile(99) / MICROS_A_MILLI,
                micros.getMaxValue() / MICROS_A_MILLI);
    }
}
