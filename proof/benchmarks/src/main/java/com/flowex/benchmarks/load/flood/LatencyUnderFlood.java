package com.flowex.benchmarks.load.flood;

import com.flowex.benchmarks.load.LoadGenerator;
import com.flowex.benchmarks.load.LoadOptions;
import com.flowex.benchmarks.load.client.ExchangeApi;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Latency of orders alone and during a flood, alternately against one running exchange. */
final class LatencyUnderFlood {

    private static final int RATE = 1_000;
    private static final int ORDERS = 10_000;
    private static final int CONNECTIONS = 16;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final URI url;
    private final ExchangeApi api;
    private final Flood flood;

    LatencyUnderFlood(URI url, ExchangeApi api, Flood flood) {
        this.url = url;
        this.api = api;
        this.flood = flood;
    }

    /**
     * Prints each pair, and then the ratio of the 99th percentiles with and without the flood.
     *
     * @param subject name of the flood's requests, for printing
     */
    void measure(int pairs, String subject) throws IOException {
        orders();
        List<Double> ratios = new ArrayList<>();
        for (int pair = 1; pair <= pairs; pair++) {
            Histogram alone = orders();
            long startNanos = System.nanoTime();
            flood.begin();
            Histogram beside = orders();
            Flood.Tally tally = flood.end();
            double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
            ratios.add(p99(beside) / p99(alone));
            System.out.printf(
                    Locale.ROOT,
                    "pair %d: orders alone p50 %.2f p99 %.2f ms; beside %.0f %s/s, %.0f of them served, p50 %.2f p99 %.2f ms%n",
                    pair,
                    p50(alone),
                    p99(alone),
                    tally.sent() / seconds,
                    subject,
                    tally.served() / seconds,
                    p50(beside),
                    p99(beside));
        }
        ratios.sort(Double::compare);
        System.out.printf(Locale.ROOT, "p99 beside %s: median %.2f times%n", subject, ratios.get(ratios.size() / 2));
    }

    private static double p50(Histogram latencies) {
        return latencies.getValueAtPercentile(50) / NANOS_PER_MILLI;
    }

    private static double p99(Histogram latencies) {
        return latencies.getValueAtPercentile(99) / NANOS_PER_MILLI;
    }

    private Histogram orders() throws IOException {
        LoadOptions options = LoadOptions.paced(url, ORDERS, CONNECTIONS, RATE);
        return new LoadGenerator(options, api).latencies();
    }
}
