package com.flowex.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./flowex bench mix}: requests of which seventy in a hundred read, what is public and what is the caller's own, and thirty place
 * orders, half of which trade. Counted are all answers; what is no success is counted as such, whatever it says.
 */
public final class Mix {

    private static final String SYMBOL = "BTC-USDT";
    private static final int CONNECTIONS = 256;
    private static final int ACCOUNTS = 64;
    private static final int HUNDRED = 100;
    private static final int ORDERS_OF_HUNDRED = 30;
    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 3;
    private static final long SEED = 20261122;
    private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(5);
    private static final double MICROS_A_MILLI = 1e3;
    private static final List<String> PUBLIC = List.of(
            "/api/market-data/tickers",
            "/api/market-data/ticker/" + SYMBOL,
            "/api/market-data/depth/" + SYMBOL + "?limit=20",
            "/api/market-data/trades/" + SYMBOL + "?limit=50",
            "/api/market-data/klines/" + SYMBOL + "?interval=1m&limit=100",
            "/api/trading/pairs");
    private static final List<String> OWN =
            List.of("/api/trading/orders?status=open&limit=20", "/api/trading/trades?limit=20", "/api/wallet/balances");

    private final URI url;
    private final int requests;

    private Mix(URI url, int requests) {
        this.url = url;
        this.requests = requests;
    }

    /** Arguments: URL, requests of each round. */
    public static void main(String[] args) throws IOException {
        new Mix(URI.create(args[0]), Integer.parseInt(args[1])).run();
    }

    private void run() throws IOException {
        List<byte[]> questions = questions();
        for (int round = 1 - WARM_UPS; round <= ROUNDS; round++) {
            ask(questions, round);
        }
    }

    private void ask(List<byte[]> questions, int round) throws IOException {
        InetSocketAddress address = new InetSocketAddress(url.getHost(), url.getPort());
        try (Connections connections = new Connections(address, CONNECTIONS)) {
            Questions asked = new Questions(connections, questions, requests);
            long began = System.nanoTime();
            asked.run(NANOS_MAX);
            double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
            System.out.printf(
                    Locale.ROOT,
                    "%s requests=%d per_second=%.0f succeeded=%.3f%% p50_ms=%.1f p95_ms=%.1f p99_ms=%.1f%n",
                    round < 1 ? "warming up" : "mix",
                    requests,
                    requests / seconds,
                    100.0 * (requests - asked.refused() - asked.unanswered()) / requests,
                    asked.micros().getValueAtPercentile(50) / MICROS_A_MILLI,
                    asked.micros().getValueAtPercentile(95) / MICROS_A_MILLI,
                    asked.micros().getValueAtPercentile(99) / MICROS_A_MILLI);
        }
    }

    /** A hundred of each account, shuffled; orders of one side and of the other are as many. */
    private List<byte[]> questions() {
        List<byte[]> questions = new ArrayList<>();
        try (ExchangeApi api = new ExchangeApi(url)) {
            String run = Long.toString(System.currentTimeMillis(), 36);
            for (int account = 0; account < ACCOUNTS; account++) {
                Trader trader = api.register("mix-" + run + account + "@load.example");
                api.deposit(trader, "BTC", "1000");
                api.deposit(trader, "USDT", "1000000");
                String token = "Authorization: Bearer " + trader.token() + "\r\n";
                for (int i = 0; i < ORDERS_OF_HUNDRED; i++) {
                    questions.add(order(token, i % 2 == 0 ? "sell" : "buy"));
                }
                for (int i = 0; i < HUNDRED - ORDERS_OF_HUNDRED; i++) {
                    questions.add(
                            i % 2 == 0
                                    ? get(PUBLIC.get(i / 2 % PUBLIC.size()), "")
                                    : get(OWN.get(i / 2 % OWN.size()), token));
                }
            }
        }
        Collections.shuffle(questions, new Random(SEED));
        return questions;
    }

    private byte[] get(String path, String token) {
        return Questions.get(url, path, token);
    }

    private byte[] order(String token, String side) {
        return Questions.post(
                url,
                "/api/trading/orders",
                token,
                "{\"symbol\":\"" + SYMBOL + "\",\"side\":\"" + side
                        + "\",\"type\":\"limit\",\"price\":\"650.00\",\"quantity\":\"0.01\"}");
    }
}
