package com.flowex.benchmarks.load.measure;

import com.flowex.benchmarks.load.LoadGenerator;
import com.flowex.benchmarks.load.LoadOptions;
import com.flowex.benchmarks.load.LoadRun;
import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.LoadTestException;
import com.flowex.benchmarks.load.client.ServerCpuTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code ./flowex bench tracing}: cost of tracing one in a hundred orders. Rounds with one traced order in twenty
 * alternate with rounds without, in one run of one exchange. A change of the machine's speed therefore does not affect
 * the comparison. The cost of one in a hundred is a fifth of the measured difference. The collector is a separate
 * process.
 */
public final class TracingCost {

    private static final int CONNECTIONS = 64;
    private static final int ROUNDS = 9;
    private static final int ONE_IN = 20;

    /** Traced share of a round in hundredths; the result is for one hundredth. */
    private static final double HUNDREDTHS = 100.0 / ONE_IN;

    private final URI url;
    private final long pid;
    private final int orders;
    private final URI collector;
    private final ExchangeApi api;

    private TracingCost(URI url, long pid, int orders, URI collector, ExchangeApi api) {
        this.url = url;
        this.pid = pid;
        this.orders = orders;
        this.collector = collector;
        this.api = api;
    }

    /** Runs the benchmark. Arguments: URL and process id of the exchange, orders of a round, URL of the collector. */
    public static void main(String[] args) throws IOException {
        URI url = URI.create(args[0]);
        try (ExchangeApi api = new ExchangeApi(url)) {
            new TracingCost(url, Long.parseLong(args[1]), Integer.parseInt(args[2]), URI.create(args[3]), api).run();
        }
    }

    /** Microseconds of the exchange's processor per order. */
    private record Round(double plain, double traced) {

        /** Returns the additional cost of tracing one in a hundred, as a share of the whole. */
        double share() {
            return (traced - plain) / plain / HUNDREDTHS;
        }
    }

    private void run() throws IOException {
        order(ONE_IN);
        order(0);
        List<Round> rounds = new ArrayList<>();
        for (int number = 1; number <= ROUNDS; number++) {
            double plain = order(0);
            long before = taken();
            double traced = order(ONE_IN);
            Round round = new Round(plain, traced);
            rounds.add(round);
            if (taken() == before) {
                throw new LoadTestException("the exchange sent the collector no order: nothing was traced");
            }
            report("round " + number + ":", round);
        }
        rounds.sort((left, right) -> Double.compare(left.share(), right.share()));
        report("tracing", rounds.get(ROUNDS / 2));
    }

    private static void report(String subject, Round round) {
        System.out.printf(
                Locale.ROOT,
                "%s plain_us=%.1f traced_us=%.1f one_in=%d share_at_one_percent=%.4f%n",
                subject,
                round.plain(),
                round.traced(),
                ONE_IN,
                round.share());
    }

    private double order(int oneIn) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "--orders", Integer.toString(orders),
                "--connections", Integer.toString(CONNECTIONS),
                "--url", url.toString()));
        if (oneIn > 0) {
            words.addAll(List.of("--traced", Integer.toString(oneIn)));
        }
        ServerCpuTime[] before = new ServerCpuTime[1];
        LoadRun run = new LoadGenerator(LoadOptions.parse(words), api).loaded(() -> before[0] = ServerCpuTime.of(pid));
        if (run.answers().acknowledged() < orders) {
            throw new LoadTestException("only " + run.answers().acknowledged() + " of " + orders + " acknowledged: "
                    + run.answers().refusals());
        }
        return ServerCpuTime.of(pid).microsSince(before[0], orders).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** Returns the bytes that the collector has received. */
    private long taken() throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return Long.parseLong(
                    client.send(HttpRequest.newBuilder(collector).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (InterruptedException stopped) {
            throw new UncheckedIOException(new IOException(stopped));
        }
    }
}
