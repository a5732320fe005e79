package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.process.FlowEx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/api/binance-streams.yaml: every message that clients of Binance are sent is there, and every one that is there comes. */
@Timeout(900)
class BinanceStreamsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DOCUMENT = StreamContract.document("binance-streams.yaml");
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private static final Map<String, String> BY_EVENT = Map.ofEntries(
            Map.entry("trade", "Trade"),
            Map.entry("aggTrade", "Aggregate"),
            Map.entry("kline", "Candle"),
            Map.entry("24hrMiniTicker", "MiniTicker"),
            Map.entry("24hrTicker", "Ticker"),
            Map.entry("1hTicker", "WindowTicker"),
            Map.entry("4hTicker", "WindowTicker"),
            Map.entry("1dTicker", "WindowTicker"),
            Map.entry("avgPrice", "AveragePrice"),
            Map.entry("depthUpdate", "DepthUpdate"),
            Map.entry("serverShutdown", "Shutdown"),
            Map.entry("executionReport", "ExecutionReport"),
            Map.entry("outboundAccountPosition", "AccountPosition"),
            Map.entry("balanceUpdate", "BalanceUpdate"),
            Map.entry("listStatus", "ListStatus"),
            Map.entry("eventStreamTerminated", "StreamEnded"));

    @TempDir
    private static Path folder;

    private static final StartedComponents PARTS = new StartedComponents();
    private static FlowEx flowEx;
    private static HttpApi trader;

    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() {
        flowEx = ExchangeHere.start(folder.resolve("data"), PARTS);
        trader = new HttpApi(ExchangeHere.url(flowEx)).demoUser();
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    @Test
    void everyMessageOfAStreamIsInTheDocument() {
        SignedCall key = key();
        String listenKey = trader.withHeaders(Map.of("X-MBX-APIKEY", key.key()))
                .sendUnchecked("POST", "/api/v3/userDataStream", "")
                .body()
                .path("listenKey")
                .asText();
        try (HttpClient client = HttpClient.newHttpClient()) {
            List<WebSocket> sockets = List.of(
                    open(client, "/ws/btcusdt@depth@100ms/btcusdt@depth5@100ms/btcusdt@bookTicker/!ticker_4h@arr"),
                    open(client, "/stream?streams=btcusdt@trade/btcusdt@aggTrade/btcusdt@kline_1m/!miniTicker@arr"),
                    open(client, "/stream?streams=btcusdt@ticker/btcusdt@ticker_1h/btcusdt@avgPrice"),
                    open(client, "/ws/" + listenKey),
                    open(client, "/ws-api/v3"));
            say(sockets.getFirst(), "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@miniTicker\"],\"id\":1}");
            say(sockets.getFirst(), "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@song\"],\"id\":\"two\"}");
            say(sockets.getLast(), subscribed(key));
            Deadline.await(
                    TIMEOUT,
                    () -> {
                        trades();
                        return !wrong.isEmpty()
                                || missing(Set.of("Shutdown", "StreamEnded")).isEmpty();
                    },
                    () -> "never came: " + missing(Set.of("Shutdown", "StreamEnded")));
            say(sockets.getLast(), "{\"id\":2,\"method\":\"userDataStream.unsubscribe\"}");
            await(Set.of("Shutdown"));
            PARTS.close();
            await(Set.of());
            sockets.forEach(WebSocket::abort);
        }
        assertEquals(Set.of(), new TreeSet<>(wrong));
    }

    private void await(Set<String> later) {
        Deadline.await(
                TIMEOUT, () -> !wrong.isEmpty() || missing(later).isEmpty(), () -> "never came: " + missing(later));
    }

    /** Commands that move books, money, orders and a pair of orders. */
    private static void trades() {
        trader.sendUnchecked("POST", "/api/trading/orders", order("sell", "2000.00", "0.001"));
        trader.sendUnchecked("POST", "/api/trading/orders", order("buy", "2000.00", "0.001"));
        trader.sendUnchecked("POST", "/api/trading/orders/oco", """
                {"symbol":"BTC-USDT","side":"sell","quantity":"0.001","limit":{"price":"2100.00"},\
                "stop":{"type":"stop_loss","stop_price":"1900.00"}}""");
        trader.sendUnchecked("DELETE", "/api/trading/orders", "");
        trader.deposit("USDT", "1");
    }

    private static String order(String side, String price, String quantity) {
        return "{\"symbol\":\"BTC-USDT\",\"side\":\"%s\",\"type\":\"limit\",\"price\":\"%s\",\"quantity\":\"%s\"}"
                .formatted(side, price, quantity);
    }

    private static SignedCall key() {
        HttpApi.Answer made =
                trader.post("/api/auth/api-keys", Map.of("label", "streams", "permissions", List.of("read")));
        return new SignedCall(made.text("api_key"), made.text("api_secret"));
    }

    private static String subscribed(SignedCall key) {
        String signed = "apiKey=" + key.key() + "&timestamp=" + System.currentTimeMillis();
        return "{\"id\":1,\"method\":\"userDataStream.subscribe.signature\",\"params\":{\"apiKey\":\"%s\",\"timestamp\":%s,\"signature\":\"%s\"}}"
                .formatted(key.key(), signed.substring(signed.lastIndexOf('=') + 1), key.hmac(signed));
    }

    private static void say(WebSocket socket, String text) {
        socket.sendText(text, true).join();
    }

    private WebSocket open(HttpClient client, String path) {
        return client.newWebSocketBuilder()
                .connectTimeout(Duration.ofMinutes(2))
                .buildAsync(
                        URI.create("ws://localhost:" + flowEx.port() + path),
                        new WholeTexts(text -> judge(text, path.equals("/ws-api/v3"))))
                .join();
    }

    /** Schemas of messages of which none has come. */
    private Set<String> missing(Set<String> later) {
        Set<String> missing = new TreeSet<>();
        DOCUMENT.at("/components/messages").fieldNames().forEachRemaining(missing::add);
        missing.remove("Subscribe");
        missing.removeAll(seen);
        missing.removeAll(later);
        return missing;
    }

    /** @param answersApart true if answers come too, those of the WebSocket API, which are in binance.yaml */
    private void judge(String message, boolean answersApart) {
        try {
            JsonNode read = JSON.readTree(message);
            if (!(answersApart && read.has("id"))) {
                judge(read);
            }
        } catch (JsonProcessingException | AssertionError e) {
            wrong.add(message + ": " + e.getMessage());
        }
    }

    private void judge(JsonNode message) {
        if (message.isArray()) {
            message.forEach(this::judge);
        } else if (message.has("stream")) {
            judge(message.path("data"));
        } else if (message.has("event")) {
            judge(message.path("event"));
        } else {
            String schema = schemaOf(message);
            StreamContract.judge(DOCUMENT, "#/components/schemas/" + schema, message);
            seen.add(schema);
        }
    }

    private static String schemaOf(JsonNode message) {
        if (message.has("e")) {
            return BY_EVENT.getOrDefault(message.path("e").asText(), "Unknown");
        }
        if (message.has("error")) {
            return "Refused";
        }
        if (message.has("lastUpdateId")) {
            return "PartialDepth";
        }
        return message.has("u") ? "BestPrice" : "Done";
    }
}
