package com.flowex.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** How long placed orders take alone and beside a flood, in turns against one running exchange. */
final class OrdersBeside {

    private static final int RATE = 1_000;
    private static final int ORDERS = 10_000;
    private static final int CONNECTIONS = 16;
    private static final double NANOS_PER_MILLI = 1e6;

    /** One of the senders of a flood; asked again and again until it is over. */
    interface Sender {
        /** Whether the exchange did what this request asked for. */
        boolean send();
    }

    private final URI url;
    private final ExchangeApi api;
    private final List<? extends Sender> flood;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();

    /** @param flood each has a thread of its own */
    OrdersBeside(URI url, ExchangeApi api, List<? extends Sender> flood) {
        this.url = url;
        this.api = api;
        this.flood = List.copyOf(flood);
    }

    /**
     * Prints each pair, and then how many times as long the slowest hundredth took beside the flood.
     *
     * @param what the flood is made of, to print
     */
    void measure(int pairs, String what) throws IOException {
        orders();
        List<Double> ratios = new ArrayList<>();
        for (int pair = 1; pair <= pairs; pair++) {
            Histogram alone = orders();
            sent.set(0);
            served.set(0);
            Histogram beside = beside();
            ratios.add(p99(beside) / p99(alone));
            System.out.printf(
                    Locale.ROOT,
                    "pair %d: orders alone p50 %.2f p99 %.2f ms; beside %.0f %s/s, %.0f of them served, p50 %.2f p99 %.2f ms%n",
                    pair,
                    p50(alone),
                    p99(alone),
                    perSecond(sent),
                    what,
                    perSecond(served),
                    p50(beside),
                    p99(beside));
        }
        ratios.sort(Double::compare);
        System.out.printf(Locale.ROOT, "p99 beside %s: median %.2f times%n", what, ratios.get(ratios.size() / 2));
    }

    private static double perSecond(AtomicInteger count) {
        return count.get() * (double) RATE / ORDERS;
    }

    private static double p50(Histogram latencies) {
        return latencies.getValueAtPercentile(50) / NANOS_PER_MILLI;
    }

    private static double p99(Histogram latencies) {
        return latencies.getValueAtPercentile(99) / NANOS_PER_MILLI;
    }

    private Histogram orders() throws IOException {
        LoadOptions options = LoadOptions.parse(List.of(
                "--orders",
                Integer.toString(ORDERS),
                "--connections",
                Integer.toString(CONNECTIONS),
                "--rate",
                Integer.toString(RATE),
                "--url",
                url.toString()));
        return new Load(options, api).latencies();
    }

    private Histogram beside() throws IOException {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (Sender sender : flood) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    sent.incrementAndGet();
                    served.addAndGet(sender.send() ? 1 : 0);
                }
            }));
        }
        try {
            return orders();
        } finally {
            over.set(true);
            threads.forEach(OrdersBeside::join);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
