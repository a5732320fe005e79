package com.flowex.benchmarks.load.measure;

import com.flowex.benchmarks.load.client.LoadConnections;
import com.flowex.benchmarks.load.client.MixedRequests;
import com.flowex.benchmarks.load.client.RequestLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./flowex bench mix}: answers a second to {@link MixedRequests}. All answers count in the rate; those without
 * success are also counted separately, whatever their content.
 */
public final class MixedLoadBenchmark {

    static final int CONNECTIONS = 256;
    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 3;
    private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(5);
    private static final double MICROS_A_MILLI = 1e3;

    private final URI url;
    private final int requests;

    MixedLoadBenchmark(URI url, int requests) {
        this.url = url;
        this.requests = requests;
    }

    /** Runs the benchmark. Arguments: URL, requests of each round. */
    public static void main(String[] args) throws IOException {
        new MixedLoadBenchmark(URI.create(args[0]), Integer.parseInt(args[1])).rate(ROUNDS);
    }

    /** Measures rounds after the warm-up; returns the median of the successful answers a second. */
    double rate(int rounds) throws IOException {
        List<byte[]> questions = MixedRequests.of(url, MixedRequests.traders(url));
        List<Double> rates = new ArrayList<>();
        for (int round = 1 - WARM_UPS; round <= rounds; round++) {
            double rate = request(questions, round);
            if (round >= 1) {
                rates.add(rate);
            }
        }
        Collections.sort(rates);
        return rates.get(rounds / 2);
    }

    private double request(List<byte[]> questions, int round) throws IOException {
        InetSocketAddress address = new InetSocketAddress(url.getHost(), url.getPort());
        try (LoadConnections connections = new LoadConnections(address, CONNECTIONS)) {
            RequestLoop loop = new RequestLoop(connections, questions, requests);
            long began = System.nanoTime();
            loop.run(NANOS_MAX);
            double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
            int succeeded = requests - loop.refused() - loop.unanswered();
            System.out.printf(
                    Locale.ROOT,
                    "%s requests=%d per_second=%.0f succeeded=%.3f%% p50_ms=%.1f p95_ms=%.1f p99_ms=%.1f%n",
                    round < 1 ? "warming up" : "mix",
                    requests,
                    requests / seconds,
                    100.0 * succeeded / requests,
                    loop.micros().getValueAtPercentile(50) / MICROS_A_MILLI,
                    loop.micros().getValueAtPercentile(95) / MICROS_A_MILLI,
                    loop.micros().getValueAtPercentile(99) / MICROS_A_MILLI);
            return succeeded / seconds;
        }
    }
}
