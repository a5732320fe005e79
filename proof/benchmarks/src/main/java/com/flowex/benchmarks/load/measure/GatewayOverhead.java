package com.flowex.benchmarks.load.measure;

import com.flowex.benchmarks.load.client.LoadConnections;
import com.flowex.benchmarks.load.client.LoadTestException;
import com.flowex.benchmarks.load.client.MixedRequests;
import com.flowex.benchmarks.load.client.RequestLoop;
import com.flowex.benchmarks.load.client.ServerCpuTime;
import com.flowex.benchmarks.load.client.Trader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code ./flowex bench gateway}: processor time of a gateway per call, and the rate of calls through it compared with
 * the rate without it. First it uses the cheapest read, which shows the overhead most, then a realistic mix ({@link
 * MixedRequests}). Both run alternately in one run, so that a change of the machine's speed does not affect the
 * comparison. Gateway, exchange and this client share the processors.
 */
public final class GatewayOverhead {

    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = 5;
    private static final long ROUND_NANOS_MAX = 300_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    private final URI direct;
    private final URI through;
    private final long gateway;
    private final int calls;

    /** Requests for both, the same for each. */
    private record RequestPair(String name, List<byte[]> direct, List<byte[]> through) {}

    /** @param rate calls a second through the gateway */
    private record Round(double direct, double rate, double hopMicros) {
        double share() {
            return rate / direct;
        }
    }

    private GatewayOverhead(URI direct, URI through, long gateway, int calls) {
        this.direct = direct;
        this.through = through;
        this.gateway = gateway;
        this.calls = calls;
    }

    /**
     * Runs the benchmark. Arguments: URL of the exchange, URL of the gateway before it, the gateway's process id, calls
     * of each part.
     */
    public static void main(String[] args) throws IOException {
        new GatewayOverhead(
                        URI.create(args[0]), URI.create(args[1]), Long.parseLong(args[2]), Integer.parseInt(args[3]))
                .run();
    }

    private void run() throws IOException {
        List<Trader> traders = MixedRequests.traders(direct);
        String token = "Authorization: Bearer " + traders.getFirst().token() + "\r\n";
        measure(new RequestPair(
                "pairs",
                List.of(RequestLoop.get(direct, "/api/trading/pairs", token)),
                List.of(RequestLoop.get(through, "/api/trading/pairs", token))));
        measure(new RequestPair("mix", MixedRequests.of(direct, traders), MixedRequests.of(through, traders)));
    }

    private void measure(RequestPair pair) throws IOException {
        rate(direct, pair.direct());
        rate(through, pair.through());
        List<Round> rounds = new ArrayList<>();
        for (int number = 1; number <= ROUNDS; number++) {
            double without = rate(direct, pair.direct());
            ServerCpuTime before = ServerCpuTime.of(gateway);
            double with = rate(through, pair.through());
            double micros = ServerCpuTime.of(gateway).microsSince(before, calls).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            Round round = new Round(without, with, micros);
            rounds.add(round);
            report(pair.name() + ", round " + number + ":", round);
        }
        rounds.sort((left, right) -> Double.compare(left.share(), right.share()));
        report("gateway, " + pair.name() + ":", rounds.get(ROUNDS / 2));
    }

    private static void report(String subject, Round round) {
        System.out.printf(
                Locale.ROOT,
                "%s hop_us=%.1f direct=%.0f/s through=%.0f/s share=%.2f%n",
                subject,
                round.hopMicros(),
                round.direct(),
                round.rate(),
                round.share());
    }

    private double rate(URI url, List<byte[]> questions) throws IOException {
        InetSocketAddress address = new InetSocketAddress(url.getHost(), url.getPort());
        try (LoadConnections connections = new LoadConnections(address, CONNECTIONS)) {
            RequestLoop loop = new RequestLoop(connections, questions, calls);
            long start = System.nanoTime();
            loop.run(ROUND_NANOS_MAX);
            long nanos = System.nanoTime() - start;
            if (loop.refused() + loop.unanswered() > 0) {
                throw new LoadTestException(loop.refused() + " refused, " + loop.unanswered() + " unanswered");
            }
            return calls * NANOS_PER_SECOND / nanos;
        }
    }
}
