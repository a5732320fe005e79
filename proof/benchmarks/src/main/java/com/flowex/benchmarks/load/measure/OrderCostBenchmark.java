package com.flowex.benchmarks.load.measure;

import com.flowex.benchmarks.load.LoadGenerator;
import com.flowex.benchmarks.load.LoadOptions;
import com.flowex.benchmarks.load.LoadRun;
import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.LoadConnections;
import com.flowex.benchmarks.load.client.LoadTestException;
import com.flowex.benchmarks.load.client.RequestLoop;
import com.flowex.benchmarks.load.client.ServerCpuTime;
import com.flowex.benchmarks.load.client.Trader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code ./flowex bench way}: cost of an order compared with the cost of a read, and speed right after the start
 * compared with later. All is measured in one run of one exchange, so that a change of the machine's speed does not
 * affect the comparison. The figures exclude set-up, verification and this client.
 */
public final class OrderCostBenchmark {

    private static final int COLD_CONNECTIONS = 32;
    private static final int CONNECTIONS = 128;
    private static final int ROUNDS = 5;
    private static final int READS_AN_ORDER = 3;
    private static final long READ_NANOS_MAX = 300_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;
    /** Smallest part of an order that is printed, in microseconds. */
    private static final double LEAST_MICROS = 0.5;

    private final URI url;
    private final long pid;
    private final int orders;
    private final ExchangeApi api;

    OrderCostBenchmark(URI url, long pid, int orders, ExchangeApi api) {
        this.url = url;
        this.pid = pid;
        this.orders = orders;
        this.api = api;
    }

    /** Runs the benchmark. Arguments: URL, process id of the exchange, orders of each part. */
    public static void main(String[] args) throws IOException {
        URI url = URI.create(args[0]);
        try (ExchangeApi api = new ExchangeApi(url)) {
            new OrderCostBenchmark(url, Long.parseLong(args[1]), Integer.parseInt(args[2]), api).run();
        }
    }

    /** Figures of a round, in microseconds of the exchange's processor. */
    record Round(double orderMicros, double readMicros) {
        double ratio() {
            return orderMicros / readMicros;
        }
    }

    private void run() throws IOException {
        double cold = rate("cold", COLD_CONNECTIONS);
        rate("warming up", CONNECTIONS);
        rate("warming up", CONNECTIONS);
        double warm = rate("warm", COLD_CONNECTIONS);
        Map<String, Double> kinds = new TreeMap<>();
        Round median = median(ROUNDS, kinds);
        report(kinds);
        System.out.printf(
                Locale.ROOT,
                "way order_us=%.1f read_us=%.1f ratio=%.2f cold_to_warm=%.2f%n",
                median.orderMicros(),
                median.readMicros(),
                median.ratio(),
                cold / warm);
    }

    /**
     * Measures rounds of orders and reads by turns.
     *
     * @param kinds receives the processor time of an order by kind of thread, in microseconds
     * @return the round with the median ratio
     */
    Round median(int count, Map<String, Double> kinds) throws IOException {
        Trader reader = api.register("way" + Long.toString(System.currentTimeMillis(), 36) + "@load.example");
        read(reader);
        List<Round> rounds = new ArrayList<>();
        for (int round = 1; round <= count; round++) {
            Map<String, Double> order = order();
            order.forEach((kind, micros) -> kinds.merge(kind, micros / count, Double::sum));
            Round each = new Round(sum(order), sum(read(reader)));
            rounds.add(each);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: order %.1f us, read %.1f us, %.2f times%n",
                    round,
                    each.orderMicros(),
                    each.readMicros(),
                    each.ratio());
        }
        rounds.sort((left, right) -> Double.compare(left.ratio(), right.ratio()));
        return rounds.get(count / 2);
    }

    private static void report(Map<String, Double> kinds) {
        System.out.println("of an order, in microseconds of processor:");
        kinds.entrySet().stream()
                .filter(each -> each.getValue() >= LEAST_MICROS)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(each -> System.out.printf(Locale.ROOT, "  %-20s %6.1f%n", each.getKey(), each.getValue()));
    }

    private static double sum(Map<String, Double> micros) {
        return micros.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Sends the orders and returns how many a second were answered. */
    double rate(String subject, int connections) throws IOException {
        LoadRun run = loaded(connections, () -> {});
        double rate = orders * NANOS_PER_SECOND / run.elapsedNanos();
        System.out.printf(Locale.ROOT, "%s: %.0f orders/s over %d connections%n", subject, rate, connections);
        return rate;
    }

    /** Returns the processor time per order by kind of thread, from the first order until views show the last. */
    private Map<String, Double> order() throws IOException {
        Watch watch = new Watch();
        loaded(CONNECTIONS, watch);
        return ServerCpuTime.of(pid).microsSince(watch.before(), orders);
    }

    private Map<String, Double> read(Trader reader) throws IOException {
        int count = READS_AN_ORDER * orders;
        byte[] question = ("GET /api/trading/pairs HTTP/1.1\r\nHost: " + url.getAuthority()
                        + "\r\nAuthorization: Bearer " + reader.token() + "\r\nX-Rate-Tier: benchmark\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        InetSocketAddress address = new InetSocketAddress(url.getHost(), url.getPort());
        try (LoadConnections connections = new LoadConnections(address, CONNECTIONS)) {
            ServerCpuTime before = ServerCpuTime.of(pid);
            RequestLoop questions = new RequestLoop(connections, List.of(question), count);
            questions.run(READ_NANOS_MAX);
            if (questions.refused() + questions.unanswered() > 0) {
                throw new LoadTestException(
                        questions.refused() + " reads refused, " + questions.unanswered() + " unanswered");
            }
            return ServerCpuTime.of(pid).microsSince(before, count);
        }
    }

    private LoadRun loaded(int connections, LoadRun.Start start) throws IOException {
        LoadOptions options = LoadOptions.parse(List.of(
                "--orders", Integer.toString(orders),
                "--connections", Integer.toString(connections),
                "--url", url.toString()));
        LoadRun run = new LoadGenerator(options, api).loaded(start);
        if (run.answers().acknowledged() < orders) {
            throw new LoadTestException("only " + run.answers().acknowledged() + " of " + orders + " acknowledged: "
                    + run.answers().refusals());
        }
        return run;
    }

    /** Records the exchange's processor time when the first order is sent. */
    private final class Watch implements LoadRun.Start {
        private ServerCpuTime before = new ServerCpuTime(Map.of());

        @Override
        public void begins() throws IOException {
            before = ServerCpuTime.of(pid);
        }

        ServerCpuTime before() {
            return before;
        }
    }
}
