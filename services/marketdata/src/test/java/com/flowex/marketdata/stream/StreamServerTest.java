package com.flowex.marketdata.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.domain.Scale;
import com.flowex.domain.Side;
import com.flowex.marketdata.market.LiveMarkets;
import com.flowex.marketdata.tape.Tape;
import com.flowex.platform.Ground;
import com.flowex.platform.limits.RateLimits;
import com.flowex.platform.telemetry.TenantLabels;
import com.flowex.platform.tenancy.Tenant;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestGround;
import com.flowex.platform.testing.TestPostgres;
import com.flowex.platform.testing.TestServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stream behind a real server, with real clients. */
@Timeout(60)
class StreamServerTest {

    private static final String OWN = Integer.toString(Tenant.DEFAULT);

    private static Ground ground;

    private final LiveMarkets live = new LiveMarkets();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private StreamHub hub = hub(StreamLimits.DEFAULT);
    private TestServer server = server();

    @BeforeAll
    static void open() {
        ground = TestGround.fresh();
    }

    @AfterAll
    static void close() {
        ground.close();
    }

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    private StreamHub hub(StreamLimits limits) {
        StreamHub opened = new StreamHub(
                live::markets, limits, StreamClock.SYSTEM, _ -> true, new StreamFigures(meters, new TenantLabels()));
        opened.start();
        return opened;
    }

    private TestServer server() {
        return TestServer.with(ground, builder -> builder.webSocket("/ws/market-data", hub::listener));
    }

    private StreamClient connect() {
        return StreamClient.connect(server.port());
    }

    private double counted(String name) {
        Counter counter = meters.find(name).tag("tenant", OWN).counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void connectionsAndWhatTheyAreSentAreCountedForTheirTenant() {
        try (StreamClient client = connect()) {
            client.subscribed("trades");
            assertEquals(
                    1,
                    meters.get("flowex.websocket.connections")
                            .tag("tenant", OWN)
                            .gauge()
                            .value());
            Await.until(() -> counted("flowex.websocket.messages") >= 1); // counted once it is out
        }
        Await.until(() -> meters.get("flowex.websocket.connections")
                        .tag("tenant", OWN)
                        .gauge()
                        .value()
                == 0);
    }

    @Test
    void aSubscriberGetsTheSnapshotAndThenEachChange() {
        live.rest(Side.BUY, 9_950, 15_000);
        live.rest(Side.SELL, 10_050, 2_500);
        live.publish();
        try (StreamClient client = connect()) {
            client.send("{\"op\":\"subscribe\",\"channel\":\"depth\",\"symbol\":\"BTC-USD\"}");
            assertEquals(
                    "{\"type\":\"subscribed\",\"channel\":\"depth\",\"symbol\":\"BTC-USD\"}",
                    client.next().toString());
            assertEquals(
                    "{\"type\":\"depth_snapshot\",\"symbol\":\"BTC-USD\",\"sequence\":102,"
                            + "\"bids\":[[\"99.5\",\"1.5\"]],\"asks\":[[\"100.5\",\"0.25\"]]}",
                    client.next().toString());

            live.rest(Side.SELL, 10_050, 2_500);
            live.leave(Side.BUY, 9_950, 15_000);
            live.publish();

            assertEquals(
                    "{\"type\":\"depth\",\"symbol\":\"BTC-USD\",\"previous\":102,\"sequence\":104,"
                            + "\"bids\":[[\"99.5\",\"0\"]],\"asks\":[[\"100.5\",\"0.5\"]]}",
                    client.next().toString());
        }
    }

    @Test
    void aSubscriberGetsEveryTradeInOrder() {
        live.trade(3);
        live.publish();
        try (StreamClient client = connect()) {
            client.subscribed("trades");

            live.trade(1_000);
            live.publish();

            JsonNode first = client.next();
            assertEquals("trade", first.path("type").asText());
            assertEquals("100", first.path("price").asText());
            assertEquals("0.001", first.path("quantity").asText());
            assertEquals("buy", first.path("side").asText());
            assertTrue(first.path("executed_at").asText().endsWith("Z"));
            assertEquals("4", first.path("id").asText());
            for (int id = 5; id <= 1_003; id++) {
                assertEquals(id, client.next().path("id").asInt());
            }
        }
    }

    /** Failure 27: brute force over a WebSocket. */
    @Test
    void whoSendsTooMuchIsToldOnceIgnoredAndThenClosed() {
        server.close();
        try (Ground strict = TestGround.on(TestPostgres.freshDatabase(), Map.of("FLOWEX_RATE_WS_MESSAGES", "3"))) {
            server = TestServer.with(strict, builder -> builder.webSocket("/ws/market-data", hub::listener)
                    .limits(RateLimits.of(strict.settings().limits(), strict.redis(), _ -> 1_000_000)));
            try (StreamClient client = connect()) {
                for (int i = 0; i < 3; i++) {
                    client.send("{\"op\":\"ping\"}");
                    assertEquals("{\"type\":\"pong\"}", client.next().toString());
                }
                client.send("{\"op\":\"ping\"}");
                assertEquals("rate_limited", client.next().path("code").asText());
                for (int i = 0; i < 20; i++) {
                    client.send("{\"op\":\"ping\"}");
                }
                assertEquals("1008 rate_limited", client.closed());
            }
            server.close();
        }
        server = server();
    }

    @Test
    void theTickerComesAtOnceAndThenAtMostOnceASecond() {
        live.trade(1);
        live.publish();
        try (StreamClient client = connect()) {
            long began = System.nanoTime();
            client.subscribed("ticker");
            assertEquals("100", client.next().path("last_price").asText());

            for (int i = 0; i < 5; i++) {
                live.trade(1);
                live.publish();
            }

            int more = 1;
            while (client.next().path("sequence").asLong()
                    < live.market().view().sequence()) {
                more++;
            }
            assertTrue(System.nanoTime() - began > more * 900_000_000L, more + " more");
        }
    }

    @Test
    void nothingFollowsAnUnsubscription() {
        try (StreamClient client = connect()) {
            client.subscribed("trades");
            client.send("{\"op\":\"unsubscribe\",\"channel\":\"trades\",\"symbol\":\"BTC-USD\"}");
            assertEquals("unsubscribed", client.next().path("type").asText());

            live.trade(1);
            live.publish();
            client.send("{\"op\":\"ping\"}");

            assertEquals("{\"type\":\"pong\"}", client.next().toString());
        }
    }

    @Test
    void subscribingAgainStartsAnew() {
        live.rest(Side.BUY, 9_950, 10);
        live.publish();
        try (StreamClient client = connect()) {
            client.subscribed("depth");
            assertEquals("depth_snapshot", client.next().path("type").asText());
            client.subscribed("depth");
            assertEquals("depth_snapshot", client.next().path("type").asText());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"op":"subscribe","channel":"depth","symbol":"NO-SUCH"} | unknown_instrument | symbol
            {"op":"subscribe","channel":"depths","symbol":"BTC-USD"}| invalid_field      | channel
            {"op":"subscribe","channel":"depth"}                    | invalid_field      | symbol
            {"op":"dance"}                                          | invalid_field      | op
            {}                                                      | invalid_field      | op
            {"op":"ping","since":1}                                 | unknown_field      | since
            {"op":7}                                                | invalid_field      | op
            """)
    void aMessageThatIsNotUnderstoodIsAnsweredByAnErrorThatNamesTheField(String message, String code, String field) {
        try (StreamClient client = connect()) {
            client.send(message);

            JsonNode error = client.next();
            assertEquals("error", error.path("type").asText());
            assertEquals(code, error.path("code").asText());
            assertEquals(field, error.path("errors").get(0).path("field").asText());
            client.send("{\"op\":\"ping\"}");
            assertEquals("pong", client.next().path("type").asText());
        }
    }

    @Test
    void whatIsNotJsonIsAnErrorAndTheConnectionStays() {
        try (StreamClient client = connect()) {
            client.send("hello");
            assertEquals("malformed_json", client.next().path("code").asText());
            client.send("{\"op\":\"ping\"}");
            assertEquals("pong", client.next().path("type").asText());
        }
    }

    @Test
    void aConnectionHasALimitOfSubscriptions() {
        reopen(limits(2, Duration.ofSeconds(60), Duration.ofSeconds(30)));
        try (StreamClient client = connect()) {
            client.subscribed("trades");
            client.subscribed("depth");
            client.next();
            client.send("{\"op\":\"subscribe\",\"channel\":\"ticker\",\"symbol\":\"BTC-USD\"}");
            assertEquals("rate_limited", client.next().path("code").asText());
        }
    }

    @Test
    void aMessageThatIsTooBigEndsTheConnectionWithAReason() {
        try (StreamClient client = connect()) {
            client.send("x".repeat(5_000));
            assertEquals("1009 message_too_big", client.closed());
        }
    }

    @Test
    void aBinaryMessageEndsTheConnectionWithAReason() {
        try (StreamClient client = connect()) {
            client.sendBinary(new byte[] {1, 2, 3});
            assertEquals("1003 not_text", client.closed());
        }
    }

    @Test
    void tooManyConnectionsAreTurnedAwayWithAReason() {
        reopen(new StreamLimits(
                1,
                100,
                4_096,
                256,
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5)));
        try (StreamClient first = connect();
                StreamClient second = connect()) {
            assertEquals("1013 too_many_connections", second.closed());
            first.send("{\"op\":\"ping\"}");
            assertEquals("pong", first.next().path("type").asText());
        }
    }

    @Test
    void aServerThatStopsSaysGoodbye() {
        try (StreamClient client = connect()) {
            client.subscribed("trades");
            hub.close();
            assertEquals("1001 going_away", client.closed());
        }
        Await.until(() -> hub.connections() == 0);
    }

    @Test
    void aClientThatLeavesIsForgotten() {
        try (StreamClient client = connect()) {
            client.subscribed("trades");
            assertEquals(1, hub.connections());
        }
        Await.until(() -> hub.connections() == 0);
    }

    @Test
    void aClientThatIsGoneWithoutAWordIsForgotten() {
        reopen(limits(100, Duration.ofMillis(100), Duration.ofSeconds(30)));
        try (SilentClient client = SilentClient.connect(server.port())) {
            client.send("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"BTC-USD\"}");
            Await.until(() -> hub.connections() == 1);
        }
        Await.until(() -> hub.connections() == 0);
    }

    @Test
    void aClientThatIsPingedAndAnswersMayStaySilent() {
        StreamLimits limits = new StreamLimits(
                100,
                100,
                4_096,
                256,
                Duration.ofMillis(200),
                Duration.ofSeconds(6),
                Duration.ofSeconds(30),
                Duration.ofMillis(500));
        reopen(limits);
        try (StreamClient client = connect();
                SilentClient deaf = SilentClient.connect(server.port())) {
            client.subscribed("trades");
            Await.until(() -> hub.connections() == 2);
            Await.until(() -> hub.connections() == 1); // the deaf one does not answer
            assertEquals("1008 silent", deaf.closeReason());
            client.send("{\"op\":\"ping\"}");
            assertEquals("pong", client.next().path("type").asText());
        }
    }

    /**
     * Failure 19: slow readers exhaust the heap.
     *
     * <p>Goal: a reader that is overtaken is told so. Method: a raw socket subscribes to trades and reads nothing until far
     * more has been traded than socket and tape hold; then it reads to the end.
     */
    @Test
    void aReaderThatTheTradesOvertakeIsClosedWithAReason() {
        try (SilentClient client = SilentClient.connect(server.port())) {
            client.send("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"BTC-USD\"}");
            Await.until(() -> hub.connections() == 1);
            for (int i = 0; i < 12; i++) { // 12 x 16,384 x 190 bytes = 37 MB
                live.trade(Tape.CAPACITY);
                live.publish();
            }

            assertEquals("1008 slow_reader", client.closeReason());
        }
        Await.until(() -> hub.connections() == 0);
        assertEquals(1, counted("flowex.websocket.slow.readers"));
    }

    /** Failure 19: a reader that takes nothing at all, ever, costs no more than its limits and is cut. */
    @Test
    void aReaderThatTakesNothingIsCut() {
        reopen(limits(100, Duration.ofSeconds(60), Duration.ofMillis(500)));
        try (SilentClient client = SilentClient.connect(server.port())) {
            client.send("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"BTC-USD\"}");
            Await.until(() -> hub.connections() == 1);
            Await.until(() -> {
                live.trade(300); // 60,000 a second: fewer than a reader could take
                live.publish();
                return counted("flowex.websocket.stalled.readers") > 0;
            });
            Await.until(() -> hub.connections() == 0);
        }
    }

    /** A slow reader of depth is not closed: what it missed is conflated, whatever happened meanwhile. */
    @Test
    void aSlowReaderOfDepthGetsTheNetChange() {
        live.rest(Side.BUY, 5_000, 1);
        live.publish();
        try (SilentClient client = SilentClient.connect(server.port())) {
            client.send("{\"op\":\"subscribe\",\"channel\":\"depth\",\"symbol\":\"BTC-USD\"}");
            Await.until(() -> hub.connections() == 1);
            int updates = 3_000; // x 1,000 levels x 20 bytes = 60 MB, if each were sent
            for (int i = 0; i < updates; i++) {
                IntStream.range(6_000, 7_000).forEach(price -> live.rest(Side.BUY, price, 1));
                live.publish();
            }

            FollowedBook book = new FollowedBook(new Scale(2), new Scale(4));
            int messages =
                    client.readInto(book, live.market().view().depth().depth().sequence());
            assertTrue(messages < updates, () -> messages + " messages for " + updates + " updates");
            assertEquals(0, book.gaps());
            assertEquals(updates, book.levels(Side.BUY).get(6_500L));
        }
    }

    private static StreamLimits limits(int subscriptions, Duration ping, Duration stall) {
        return new StreamLimits(
                100, subscriptions, 4_096, 256, ping, Duration.ofSeconds(60), stall, Duration.ofMillis(500));
    }

    private void reopen(StreamLimits limits) {
        stop();
        hub = hub(limits);
        server = server();
    }
}
