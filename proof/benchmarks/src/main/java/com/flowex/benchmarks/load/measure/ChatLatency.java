package com.flowex.benchmarks.load.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.LoadTestException;
import com.flowex.benchmarks.load.client.Trader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Time of a chat message from the sending of its request until the other side's account stream has its notice, beside the
 * time of an order until its acknowledgement. One of each is sent in turn, by the same client.
 */
final class ChatLatency {

    private static final int WARM_UP = 30;
    private static final int MEASURED = 150;
    private static final int OF_TRADE = 20;
    private static final double NANOS_A_MILLI = 1e6;
    private static final long ARRIVAL_SECONDS_MAX = 30;

    private final URI url;
    private final ExchangeApi api;
    private final BlockingQueue<Long> arrivals = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> other = new LinkedBlockingQueue<>();
    private final Histogram messages = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private final Histogram orders = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);

    ChatLatency(URI url, ExchangeApi api) {
        this.url = url;
        this.api = api;
    }

    /**
     * Measures and prints both. All people log in again: on a slow machine the tokens are as old as the first trade.
     *
     * @param people takers who share one seller
     */
    void measure(List<P2pTrades.Taker> people) throws InterruptedException {
        Trader seller = api.login(people.getFirst().seller().trader().email());
        List<P2pTrades.Taker> takers = people.stream()
                .map(each -> new P2pTrades.Taker(api.login(each.trader().email()), each.seller(), each.trades()))
                .toList();
        Trader trader = api.register("p2p-orders-" + System.currentTimeMillis() + "@load.example");
        api.deposit(trader, "USDT", "100000");
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket stream = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + seller.token())
                    .buildAsync(URI.create("ws://" + url.getAuthority() + "/ws/account"), new Listener(arrivals, other))
                    .join();
            String first = other.poll(ARRIVAL_SECONDS_MAX, TimeUnit.SECONDS);
            if (first == null || !first.contains("following")) {
                throw new LoadTestException("the account stream does not follow: " + first);
            }
            for (int number = 0; number < WARM_UP + MEASURED; number++) {
                P2pTrades.Taker taker = takers.get(number / OF_TRADE % takers.size());
                long message = message(taker, number);
                long order = order(trader);
                if (number >= WARM_UP) {
                    messages.recordValue(message);
                    orders.recordValue(order);
                }
            }
            stream.abort();
        }
        print();
    }

    private long message(P2pTrades.Taker taker, int number) throws InterruptedException {
        String trade = taker.trades().getFirst();
        Map<String, String> text = Map.of("client_id", "m" + number, "text", "message " + number);
        arrivals.clear();
        long begin = System.nanoTime();
        api.post(taker.trader().token(), P2pTrades.TRADES + "/" + trade + "/messages", text);
        Long arrived = arrivals.poll(ARRIVAL_SECONDS_MAX, TimeUnit.SECONDS);
        if (arrived == null) {
            throw new LoadTestException("message " + number + " did not reach the other side");
        }
        return arrived - begin;
    }

    private long order(Trader trader) {
        Map<String, String> order =
                Map.of("symbol", "BTC-USDT", "side", "buy", "type", "limit", "price", "40000.00", "quantity", "0.001");
        long begin = System.nanoTime();
        api.post(trader.token(), "/api/trading/orders", order);
        return System.nanoTime() - begin;
    }

    private static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_A_MILLI;
    }

    private void print() {
        double ratio = millis(messages, 50) / millis(orders, 50);
        System.out.printf(
                Locale.ROOT,
                "p2p message: p50_ms=%.2f p99_ms=%.2f; order: p50_ms=%.2f p99_ms=%.2f%n"
                        + "verdict p2p message: %.1f times an order's acknowledgement (goal < 5) %s; p99 %.1f times%n",
                millis(messages, 50),
                millis(messages, 99),
                millis(orders, 50),
                millis(orders, 99),
                ratio,
                ratio < 5 ? "met" : "MISSED",
                millis(messages, 99) / millis(orders, 99));
    }

    /** Notes the arrivals of notices of messages. */
    private static final class Listener implements WebSocket.Listener {

        private final ObjectMapper json = new ObjectMapper();
        private final StringBuilder text = new StringBuilder();
        private final BlockingQueue<Long> arrivals;
        private final BlockingQueue<String> other;

        Listener(BlockingQueue<Long> arrivals, BlockingQueue<String> other) {
            this.arrivals = arrivals;
            this.other = other;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                long now = System.nanoTime();
                JsonNode message = parsed();
                text.setLength(0);
                if (message.path("notice").path("kind").asText().equals("message")) {
                    arrivals.add(now);
                } else {
                    other.add(message.path("type").asText());
                }
            }
            socket.request(1);
            return null;
        }

        private JsonNode parsed() {
            try {
                return json.readTree(text.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
