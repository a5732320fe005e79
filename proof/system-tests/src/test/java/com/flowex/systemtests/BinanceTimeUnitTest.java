package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestSocket;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.process.FlowEx;
import com.flowex.platform.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Binance clients get times in the unit of their request or connection, whatever other clients chose. */
@Timeout(900)
class BinanceTimeUnitTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final String TRADES = "/api/v3/trades?symbol=BTCUSDT";
    private static final String CANDLES = "/api/v3/klines?symbol=BTCUSDT&interval=1m";

    @TempDir
    private static Path folder;

    private static final StartedComponents PARTS = new StartedComponents();
    private static FlowEx flowEx;
    private static HttpApi api;
    private static HttpApi seller;
    private static HttpApi buyer;
    private static SignedCall key;
    private static int orders;

    @BeforeAll
    static void start() {
        flowEx = ExchangeHere.start(folder.resolve("data"), PARTS);
        api = new HttpApi(ExchangeHere.url(flowEx));
        seller = api.newUser("sells@example.com");
        seller.deposit("BTC", "1");
        buyer = api.newUser("buys@example.com");
        buyer.deposit("USDT", "10000");
        HttpApi.Answer made =
                buyer.post("/api/auth/api-keys", Map.of("label", "times", "permissions", List.of("read")));
        key = new SignedCall(made.text("api_key"), made.text("api_secret"));
        trade();
        Await.until(() -> !get(TRADES, Map.of()).isEmpty());
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    private static void trade() {
        orders++;
        seller.order("sell", "500", "0.1", "sells-" + orders).expect(201);
        buyer.order("buy", "500", "0.1", "buys-" + orders).expect(201);
    }

    private static JsonNode get(String path, Map<String, String> headers) {
        return api.withHeaders(headers).get(path).expect(200).body();
    }

    private static JsonNode inMicros(String path) {
        return get(path, Map.of("X-MBX-TIME-UNIT", "MICROSECOND"));
    }

    private static TestSocket open(String address) {
        return new TestSocket(flowEx.port(), address, Map.of(), TIMEOUT);
    }

    private static JsonNode requested(TestSocket socket, String message) {
        socket.send(message);
        return socket.next(answer -> answer.has("id"));
    }

    private static void assertSame(JsonNode inMillis, JsonNode inMicros) {
        assertTrue(inMillis.asLong() > 1_600_000_000_000L, inMillis::toString);
        assertEquals(inMillis.asLong(), inMicros.asLong() / 1_000);
    }

    @Test
    void answersHaveTheUnitOfTheHeader() {
        JsonNode trade = get(TRADES, Map.of()).path(0);
        assertSame(trade.path("time"), inMicros(TRADES).path(0).path("time"));
        JsonNode candle = get(CANDLES, Map.of()).path(0);
        JsonNode precise = inMicros(CANDLES).path(0);
        assertEquals(1_000 * candle.path(0).asLong(), precise.path(0).asLong());
        assertEquals(1_000 * candle.path(6).asLong() + 999, precise.path(6).asLong());
        for (String since : List.of(candle.path(0).asText(), precise.path(0).asText())) {
            assertEquals(
                    candle,
                    get(CANDLES + "&limit=1&startTime=" + since, Map.of()).path(0));
        }
    }

    @Test
    void connectionOfTheWebSocketApiHasItsUnitInAnswersAndEvents() {
        try (TestSocket millis = open("/ws-api/v3");
                TestSocket micros = open("/ws-api/v3?timeUnit=MICROSECOND")) {
            String time = "{\"id\":1,\"method\":\"time\"}";
            JsonNode early = requested(millis, time).path("result").path("serverTime");
            JsonNode late = requested(micros, time).path("result").path("serverTime");
            assertTrue(late.asLong() >= 1_000 * early.asLong(), late::toString);
            long now = System.currentTimeMillis();
            for (TestSocket each : List.of(millis, micros)) {
                JsonNode subscribed = requested(each, subscribe(each == millis ? now : 1_000 * now + 1));
                assertEquals(200, subscribed.path("status").asInt(), subscribed::toString);
            }
            buyer.deposit("USDT", "1");
            assertSame(deposited(millis).path("E"), deposited(micros).path("E"));
        }
    }

    private static String subscribe(long timestamp) {
        String signature = key.hmac("apiKey=" + key.key() + "&timestamp=" + timestamp);
        return "{\"id\":2,\"method\":\"userDataStream.subscribe.signature\",\"params\":{\"apiKey\":\"" + key.key()
                + "\",\"timestamp\":" + timestamp + ",\"signature\":\"" + signature + "\"}}";
    }

    private static JsonNode deposited(TestSocket socket) {
        return socket.next(message -> message.path("event").path("e").asText().equals("balanceUpdate"))
                .path("event");
    }

    @Test
    void readersOfOneStreamGetTheirOwnUnit() {
        String listenKey = api.withHeaders(Map.of("X-MBX-APIKEY", key.key()))
                .sendUnchecked("POST", "/api/v3/userDataStream", "")
                .expect(200)
                .body()
                .path("listenKey")
                .asText();
        assertReadersGetTheirOwnUnit("btcusdt@trade", "trade");
        assertReadersGetTheirOwnUnit(listenKey, "executionReport");
    }

    private static void assertReadersGetTheirOwnUnit(String stream, String event) {
        try (TestSocket millis = open("/ws/" + stream);
                TestSocket micros = open("/stream?timeUnit=microsecond&streams=" + stream)) {
            for (TestSocket each : List.of(millis, micros)) {
                requested(each, "{\"id\":1,\"method\":\"LIST_SUBSCRIPTIONS\"}");
            }
            trade();
            JsonNode one = millis.next(message -> message.path("e").asText().equals(event));
            JsonNode wrapped =
                    micros.next(message -> message.at("/data/e").asText().equals(event));
            JsonNode other = wrapped.path("data");
            assertEquals(one.path("t"), other.path("t"));
            assertSame(one.path("T"), other.path("T"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws-api/v3?timeUnit=SECOND", "/ws?timeUnit=Microsecond", "/stream?timeUnit=1"})
    void connectionWithAnotherUnitIsClosedWithTheName(String address) {
        try (TestSocket socket = open(address)) {
            assertEquals("1008 timeUnit must be MILLISECOND or MICROSECOND", socket.closed());
        }
    }

    @Test
    void signedRequestHasItsTimestampInEitherUnit() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        String message = "recvWindow=60000&timestamp=" + micros;
        JsonNode account = api.withHeaders(Map.of("X-MBX-APIKEY", key.key(), "X-MBX-TIME-UNIT", "microsecond"))
                .get("/api/v3/account?" + message + "&signature=" + key.hmac(message))
                .expect(200)
                .body();

        assertTrue(account.path("updateTime").asLong() >= micros, account::toString);
    }
}
