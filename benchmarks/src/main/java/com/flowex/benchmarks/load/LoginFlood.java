package com.flowex.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * How long placed orders take with and without a flood of logins, in turns against one running exchange: hashing
 * passwords is slow on purpose, and must not slow orders.
 */
public final class LoginFlood {

    private static final int PAIRS_DEFAULT = 5;
    private static final int RATE = 1_000;
    private static final int ORDERS = 10_000;
    private static final int CONNECTIONS = 16;

    /** Logins that wait at the same time: more than hash at the same time by far. */
    private static final int LOGINS_AT_ONCE = 64;

    private static final double NANOS_PER_MILLI = 1e6;

    private LoginFlood() {}

    /** Arguments: URL, then how many pairs; both optional. */
    public static void main(String[] args) throws IOException {
        URI url = URI.create(args.length > 0 ? args[0] : "http://localhost:8000");
        int pairs = args.length > 1 ? Integer.parseInt(args[1]) : PAIRS_DEFAULT;
        try (ExchangeApi api = new ExchangeApi(url)) {
            String email = "flood" + Long.toString(System.currentTimeMillis(), 36) + "@load.example";
            api.register(email);
            orders(url, api);
            List<Double> ratios = new ArrayList<>();
            for (int pair = 1; pair <= pairs; pair++) {
                Histogram alone = orders(url, api);
                AtomicInteger logins = new AtomicInteger();
                Histogram beside = beside(api, email, logins, () -> orders(url, api));
                ratios.add(p99(beside) / p99(alone));
                System.out.printf(
                        Locale.ROOT,
                        "pair %d: orders alone p50 %.2f p99 %.2f ms; beside %.0f logins/s p50 %.2f p99 %.2f ms%n",
                        pair,
                        p50(alone),
                        p99(alone),
                        logins.get() * (double) RATE / ORDERS,
                        p50(beside),
                        p99(beside));
            }
            ratios.sort(Double::compare);
            System.out.printf(
                    Locale.ROOT, "p99 beside a flood of logins: median %.2f times%n", ratios.get(ratios.size() / 2));
        }
    }

    private static double p50(Histogram latencies) {
        return latencies.getValueAtPercentile(50) / NANOS_PER_MILLI;
    }

    private static double p99(Histogram latencies) {
        return latencies.getValueAtPercentile(99) / NANOS_PER_MILLI;
    }

    private static Histogram orders(URI url, ExchangeApi api) throws IOException {
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

    private interface Measured {
        Histogram run() throws IOException;
    }

    private static Histogram beside(ExchangeApi api, String email, AtomicInteger logins, Measured orders)
            throws IOException {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> flood = new ArrayList<>();
        for (int i = 0; i < LOGINS_AT_ONCE; i++) {
            flood.add(Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    login(api, email, logins);
                }
            }));
        }
        try {
            return orders.run();
        } finally {
            over.set(true);
            flood.forEach(LoginFlood::join);
        }
    }

    private static void login(ExchangeApi api, String email, AtomicInteger logins) {
        try {
            api.login(email);
            logins.incrementAndGet();
        } catch (LoadFailed refused) {
            // Told to come back: no login, and no wait for anybody else.
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
