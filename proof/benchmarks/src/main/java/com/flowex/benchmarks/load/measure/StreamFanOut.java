package com.flowex.benchmarks.load.measure;

import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.LoadTestException;
import com.flowex.benchmarks.load.client.ProcessStatus;
import com.flowex.benchmarks.load.client.ServerCpuTime;
import com.flowex.benchmarks.load.client.TradeStreamClient;
import com.flowex.benchmarks.load.client.Trader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * {@code ./flowex bench streams}: many WebSockets that follow one market. They connect and subscribe at once. Then
 * trades come at a rate, and the time from a trade's moment in the log to its arrival is measured at every follower. A
 * trade that a follower misses fails the run. Readers and writers share the exchange's machine and clock.
 */
public final class StreamFanOut {

    private static final String SYMBOL = "BTC-USDT";
    private static final String SUBSCRIBE =
            "{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"" + SYMBOL + "\"}";
    private static final byte[] TRADE = "\"type\":\"trade\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final String EXECUTED = "\"executed_at\":\"";
    private static final long RECONNECT_NANOS_MAX = TimeUnit.MINUTES.toNanos(3);
    private static final long LATEST_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long MICROS_MAX = TimeUnit.MINUTES.toMicros(10);
    private static final int WAIT_MILLIS = 20;
    private static final double MICROS_A_MILLI = 1e3;
    private static final int CONNECTIONS = 64;

    private final URI url;
    private final long pid;
    private final int followers;
    private final int rate;
    private final int seconds;
    private final Selector selector;
    private final List<TradeStreamClient> open = new ArrayList<>();
    private final Histogram micros = new Histogram(MICROS_MAX, 3);
    private int upgraded;
    private int subscribed;
    private long heard;
    private long missed;
    private long knownTrade = -1;
    private long knownMicros;

    private StreamFanOut(URI url, long pid, int followers, int rate, int seconds) throws IOException {
        this.url = url;
        this.pid = pid;
        this.followers = followers;
        this.rate = rate;
        this.seconds = seconds;
        this.selector = Selector.open();
    }

    /**
     * Runs the benchmark. Arguments: URL, process id of the exchange, followers, trades a second, seconds. Exits with 1
     * if a trade was missed.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        StreamFanOut fanOut = new StreamFanOut(
                URI.create(args[0]),
                Long.parseLong(args[1]),
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]));
        System.exit(fanOut.run() ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        long before = residentKib();
        reconnectAll();
        long connected = residentKib();
        ServerCpuTime idle = ServerCpuTime.of(pid);
        int trades = rate * seconds;
        Thread trading = Thread.ofPlatform().start(new Trading(trades)::run);
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds) + LATEST_NANOS;
        while (heard < (long) trades * followers && System.nanoTime() - giveUp < 0) {
            select();
        }
        trading.join();
        report(before, connected, idle, trades);
        open.forEach(TradeStreamClient::close);
        return missed == 0 && heard == (long) trades * followers;
    }

    /** Connects all followers, with a limited number of handshakes at once, and a subscription after each. */
    private void reconnectAll() throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort());
        long began = System.nanoTime();
        while (subscribed < followers) {
            while (open.size() < followers && open.size() - upgraded < CONNECTIONS) {
                open.add(TradeStreamClient.open(open.size(), server, selector));
            }
            select();
            if (System.nanoTime() - began > RECONNECT_NANOS_MAX) {
                throw new LoadTestException("only " + subscribed + " of " + followers + " have subscribed");
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d connected and subscribed in %.1f s%n",
                followers,
                (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    private void select() throws IOException {
        selector.select(
                key -> {
                    TradeStreamClient follower = (TradeStreamClient) key.attachment();
                    try {
                        if (follower.receive(this::take)) {
                            upgraded++;
                            follower.say(SUBSCRIBE);
                        }
                    } catch (IOException ended) {
                        throw new LoadTestException("a follower lost its connection: " + ended.getMessage());
                    }
                },
                WAIT_MILLIS);
    }

    private void take(TradeStreamClient follower, byte[] frame, int at, int length) {
        if (find(frame, at, length, TRADE) < 0) {
            subscribed++;
            return;
        }
        long trade = number(frame, find(frame, at, length, ID) + ID.length);
        missed += follower.missedBefore(trade);
        if (trade != knownTrade) { // all followers get the same text, so its time is parsed once
            knownTrade = trade;
            knownMicros = executedMicros(new String(frame, at, length, StandardCharsets.US_ASCII));
        }
        heard++;
        micros.recordValue(Math.clamp(nowMicros() - knownMicros, 0, MICROS_MAX));
    }

    private static int find(byte[] text, int at, int length, byte[] pattern) {
        for (int from = at; from <= at + length - pattern.length; from++) {
            int same = 0;
            while (same < pattern.length && text[from + same] == pattern[same]) {
                same++;
            }
            if (same == pattern.length) {
                return from;
            }
        }
        return -1;
    }

    private static long number(byte[] text, int at) {
        long number = 0;
        for (int i = at; text[i] != '"'; i++) {
            number = number * 10 + text[i] - '0';
        }
        return number;
    }

    private static long executedMicros(String message) {
        int at = message.indexOf(EXECUTED) + EXECUTED.length();
        return micros(Instant.parse(message.substring(at, message.indexOf('"', at))));
    }

    private static long nowMicros() {
        return micros(Instant.now());
    }

    private static long micros(Instant moment) {
        return TimeUnit.SECONDS.toMicros(moment.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(moment.getNano());
    }

    private long residentKib() throws IOException {
        return ProcessStatus.of(pid).residentKib();
    }

    private void report(long before, long connected, ServerCpuTime idle, int trades) throws IOException {
        Map<String, Double> used = ServerCpuTime.of(pid).microsSince(idle, (int) Math.max(1, heard));
        System.out.printf(
                Locale.ROOT,
                "streams followers=%d trades=%d messages=%d per_second=%d missed=%d p50_ms=%.1f p99_ms=%.1f max_ms=%.1f"
                        + " rss_mb=%d after_connecting=%d now=%d server_us_a_message=%.2f%n",
                followers,
                trades,
                heard,
                heard / seconds,
                (long) trades * followers - heard,
                micros.getValueAtPercentile(50) / MICROS_A_MILLI,
                micros.getValueAtPercentile(99) / MICROS_A_MILLI,
                micros.getMaxValue() / MICROS_A_MILLI,
                before >> 10,
                connected >> 10,
                residentKib() >> 10,
                used.values().stream().mapToDouble(Double::doubleValue).sum());
    }

    /** Two accounts that trade with each other a given number of times, at an even rate. */
    private final class Trading {

        private final int trades;

        Trading(int trades) {
            this.trades = trades;
        }

        void run() {
            try (ExchangeApi api = new ExchangeApi(url)) {
                String run = Long.toString(System.currentTimeMillis(), 36);
                Trader seller = api.register("fan-out-s" + run + "@load.example");
                Trader buyer = api.register("fan-out-b" + run + "@load.example");
                api.deposit(seller, "BTC", "1000");
                api.deposit(buyer, "USDT", "1000000");
                api.post(seller.token(), "/api/trading/orders", order("sell", "500"));
                Map<String, String> buy = order("buy", "0.01");
                long began = System.nanoTime();
                for (int each = 0; each < trades; each++) {
                    long due = began + each * TimeUnit.SECONDS.toNanos(1) / rate;
                    LockSupport.parkNanos(due - System.nanoTime());
                    api.post(buyer.token(), "/api/trading/orders", buy);
                }
            }
        }

        private static Map<String, String> order(String side, String quantity) {
            return Map.of("symbol", SYMBOL, "side", side, "type", "limit", "price", "650.00", "quantity", quantity);
        }
    }
}
