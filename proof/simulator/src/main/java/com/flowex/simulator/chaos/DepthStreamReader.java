package com.flowex.simulator.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.client.LocalOrderBook;
import com.flowex.client.MarketDataClient;
import com.flowex.simulator.streams.DepthReading;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Reader of a market's depth with the reference client, which checks each change's number and checksum. It changes the
 * address every few seconds.
 */
final class DepthStreamReader {

    private static final String DEPTH = "/api/market-data/depth/";
    private static final int LEVELS = 500;
    private static final long CHECK_INTERVAL_NANOS = Duration.ofMillis(200).toNanos();
    private static final int STAY_LEAST_MILLIS = 5_000;
    private static final int STAY_MORE_MILLIS = 15_000;
    private static final int FINDINGS_MAX = 10;

    private final List<URI> urls;
    private final String symbol;
    private final Random random;
    private final AtomicLong changes = new AtomicLong();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> findings = new ConcurrentLinkedQueue<>();
    private int turn;
    private int clients;

    /** Levels of the book as texts; empty while there is no book. */
    private volatile List<String> levels = List.of();

    private volatile boolean over;

    DepthStreamReader(List<URI> urls, String symbol, Random random) {
        this.urls = urls;
        this.symbol = symbol;
        this.random = random;
        turn = random.nextInt(urls.size());
    }

    /** Reads with successive clients until {@link #end}. */
    void read() {
        while (!over) {
            URI url = urls.get(Math.floorMod(turn++, urls.size()));
            clients++;
            DepthObserver sight = new DepthObserver();
            try (MarketDataClient _ = MarketDataClient.follow(
                    AccountStreamConnector.address(url, "/ws/market-data"), symbol, sight::see)) {
                long leave = System.nanoTime()
                        + Duration.ofMillis(STAY_LEAST_MILLIS + random.nextInt(STAY_MORE_MILLIS))
                                .toNanos();
                while (!over && System.nanoTime() < leave) {
                    LockSupport.parkNanos(CHECK_INTERVAL_NANOS);
                }
            }
        }
    }

    void end() {
        over = true;
    }

    /** Observer of one client's book. It is used by the client's own thread. */
    private final class DepthObserver {

        private int missed;
        private boolean wasWhole;

        void see(LocalOrderBook book) {
            broken.addAndGet(book.missed() - missed);
            missed = book.missed();
            if (!book.isWhole()) {
                lost.addAndGet(wasWhole ? 1 : 0);
                wasWhole = false;
                levels = List.of();
                return;
            }
            wasWhole = true;
            changes.incrementAndGet();
            levels = words(book.bids(), book.asks());
            if (!book.bids().isEmpty()
                    && !book.asks().isEmpty()
                    && book.bids().firstKey().compareTo(book.asks().firstKey()) >= 0
                    && findings.size() < FINDINGS_MAX) {
                findings.add("the book crossed at event " + book.sequence() + ": " + levels);
            }
        }
    }

    private static List<String> words(
            NavigableMap<BigDecimal, BigDecimal> bids, NavigableMap<BigDecimal, BigDecimal> asks) {
        List<String> words = new ArrayList<>(List.of("book"));
        bids.entrySet().stream()
                .limit(LEVELS)
                .forEach(level -> words.add("bid " + level(level.getKey(), level.getValue())));
        asks.entrySet().stream()
                .limit(LEVELS)
                .forEach(level -> words.add("ask " + level(level.getKey(), level.getValue())));
        return words;
    }

    private static String level(BigDecimal price, BigDecimal quantity) {
        return price.toPlainString() + ":" + quantity.toPlainString();
    }

    /**
     * Compares the book with the exchange's answer while there is no trading, and notes a difference that lasts longer
     * than this time.
     */
    void compare(ExchangeHttpClient http, Duration timeout) {
        long until = System.nanoTime() + timeout.toNanos();
        List<String> answered = answered(http);
        while (!levels.equals(answered) && System.nanoTime() < until) {
            LockSupport.parkNanos(CHECK_INTERVAL_NANOS);
            answered = answered(http);
        }
        List<String> seen = levels;
        if (!seen.equals(answered)) {
            findings.add("a reader has the book " + seen + ", the exchange answers " + answered);
        }
    }

    private List<String> answered(ExchangeHttpClient http) {
        ExchangeHttpClient.Reply reply = http.request(0, "", "GET", DEPTH + symbol + "?limit=" + LEVELS, "");
        if (!reply.isDone()) {
            return List.of(reply.code());
        }
        List<String> words = new ArrayList<>(List.of("book"));
        words.addAll(side("bid ", reply.body().path("bids")));
        words.addAll(side("ask ", reply.body().path("asks")));
        return words;
    }

    private static List<String> side(String word, JsonNode levels) {
        List<String> words = new ArrayList<>();
        levels.forEach(level ->
                words.add(word + level.path(0).asText() + ":" + level.path(1).asText()));
        return words;
    }

    /** Returns the reading after it has ended. */
    DepthReading reading() {
        return new DepthReading(clients + lost.get(), changes.get(), broken.get(), List.copyOf(findings));
    }
}
