package com.flowex.marketdata.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.access.socket.StreamLimits;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.domain.order.Side;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPostgres;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stream behind a real server, with real clients. */
@Timeout(900)
class StreamServerTest extends StreamStand {

    @Test
    void connectionsAndSentMessagesAreCountedByTenant() {
        try (StreamClient client = connect()) {
            client.subscribed("trades");
            assertEquals(
                    1,
                    meters.get("flowex.market.data.stream.connections")
                            .tag("tenant", OWN)
                            .gauge()
                            .value());
            Await.until(() -> counted("flowex.market.data.stream.messages") >= 1); // counted once it is out
        }
        Await.until(() -> meters.get("flowex.market.data.stream.connections")
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
                            + "\"bids\":[[\"99.5\",\"1.5\"]],\"asks\":[[\"100.5\",\"0.25\"]],\"checksum\":2275673560}",
                    client.next().toString());

            live.rest(Side.SELL, 10_050, 2_500);
            live.leave(Side.BUY, 9_950, 15_000);
            live.publish();

            assertEquals(
                    "{\"type\":\"depth\",\"symbol\":\"BTC-USD\",\"previous\":102,\"sequence\":104,"
                            + "\"bids\":[[\"99.5\",\"0\"]],\"asks\":[[\"100.5\",\"0.5\"]],\"checksum\":1086543354}",
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
    void floodingClientIsWarnedOnceThenIgnoredThenClosed() {
        server.close();
        try (TestStand strict = TestStand.on(TestPostgres.freshDatabase(), Map.of("FLOWEX_RATE_WS_MESSAGES", "3"))) {
            server = TestServer.with(strict, builder -> builder.webSocket("/ws/market-data", hub::listener)
                    .limits(RateLimits.of(strict.limits(), strict.redis(), _ -> 1_000_000)));
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
    void unsubscribedChannelSendsNothing() {
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
    void malformedJsonIsAnErrorAndTheConnectionStaysOpen() {
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

    /**
     * Closes the stream's half of finding F19: a message in pieces without end is refused at its limit, and who goes on all
     * the same is cut long before the budget of frames is used up.
     */
    @Test
    void endlessFragmentedMessageIsRefusedAtItsLimitAndCut() {
        try (SilentClient client = SilentClient.connect(server.port())) {
            long taken = client.sendPiecesUntilCut(16_000, 16 * 1024 * 1024);

            assertTrue(taken < 8 * 1024 * 1024, taken + " bytes were taken"); // most of it by sockets
        }
        Await.until(() -> hub.connections() == 0);
    }

    /** Closes finding T6: an answer carries the id of what it answers. */
    @Test
    void everyAnswerCarriesTheIdOfItsMessage() {
        try (StreamClient client = connect()) {
            client.send("{\"op\":\"ping\",\"id\":\"p1\"}");
            assertEquals("p1", client.next().path("id").asText());
            client.send("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"BTC-USD\",\"id\":\"s1\"}");
            assertEquals("s1", client.next().path("id").asText());
            client.send("{\"op\":\"unsubscribe\",\"channel\":\"trades\",\"symbol\":\"BTC-USD\",\"id\":\"u1\"}");
            assertEquals("u1", client.next().path("id").asText());
            client.send("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"NO-SUCH\",\"id\":\"e1\"}");
            assertEquals("e1", client.next().path("id").asText());
            client.send("{\"op\":\"jump\",\"id\":\"e2\"}");
            assertEquals("e2", client.next().path("id").asText());
            client.send("{\"op\":\"ping\"}");
            assertTrue(client.next().path("id").isMissingNode());
            client.send("{\"op\":\"ping\",\"id\":\"" + "x".repeat(65) + "\"}");
            assertEquals("invalid_field", client.next().path("code").asText());
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
                65_536,
                16,
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
}
