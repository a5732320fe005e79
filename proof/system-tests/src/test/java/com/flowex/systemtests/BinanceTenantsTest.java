package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestSocket;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.process.FlowEx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Binance client's credentials over a socket are valid for their own exchange, and for its features. */
@Timeout(900)
class BinanceTenantsTest {

    private static final String OTHER = "elsewhere";
    private static final int REJECTED_KEY = -2015;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    @TempDir
    private static Path folder;

    private static final StartedComponents PARTS = new StartedComponents();
    private static FlowEx flowEx;
    private static HttpApi other;
    private static String key = "";
    private static String secret = "";

    @BeforeAll
    static void start() {
        flowEx = ExchangeHere.start(folder.resolve("data"), PARTS);
        HttpApi api = new HttpApi(ExchangeHere.url(flowEx));
        TenantWalk.make(api.admin(), OTHER);
        other = TenantWalk.admin(api, OTHER);
        JsonNode made = other.post(
                        "/api/auth/api-keys", Map.of("label", "bot", "permissions", List.of("read", "trade")))
                .expect(201)
                .body();
        key = made.path("api_key").asText();
        secret = made.path("api_secret").asText();
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    private static TestSocket open(String address) {
        return new TestSocket(flowEx.port(), address, Map.of(), TIMEOUT);
    }

    private static JsonNode requested(TestSocket socket, String message) {
        socket.send(message);
        return socket.next(answer -> !answer.has("e") && !answer.has("event"));
    }

    private static String logon(SignedCall signing) {
        long now = System.currentTimeMillis();
        String signature = signing.hmac("apiKey=" + key + "&timestamp=" + now);
        return "{\"id\":1,\"method\":\"session.logon\",\"params\":{\"apiKey\":\"" + key + "\",\"timestamp\":" + now
                + ",\"signature\":\"" + signature + "\"}}";
    }

    @Test
    void aKeyOverASocketIsOfItsOwnExchangeAlone() {
        SignedCall signing = new SignedCall(key, secret);
        try (TestSocket theirs = open("/ws-api/v3");
                TestSocket ours = open("/ws-api/v3?tenant=" + OTHER)) {
            JsonNode refused = requested(theirs, logon(signing));
            assertEquals(REJECTED_KEY, refused.path("error").path("code").asInt(), refused::toString);
            JsonNode welcome = requested(ours, logon(signing));
            assertEquals(200, welcome.path("status").asInt(), welcome::toString);
        }
    }

    @Test
    void aListenKeyIsOfItsOwnExchangeAlone() {
        String start = "{\"id\":1,\"method\":\"userDataStream.start\",\"params\":{\"apiKey\":\"" + key + "\"}}";
        String listenKey;
        try (TestSocket theirs = open("/ws-api/v3");
                TestSocket ours = open("/ws-api/v3?tenant=" + OTHER)) {
            JsonNode refused = requested(theirs, start);
            assertEquals(REJECTED_KEY, refused.path("error").path("code").asInt(), refused::toString);
            listenKey = requested(ours, start).path("result").path("listenKey").asText();
        }
        String subscribe = "{\"id\":2,\"method\":\"SUBSCRIBE\",\"params\":[\"" + listenKey + "\"]}";
        try (TestSocket theirs = open("/ws");
                TestSocket ours = open("/ws?tenant=" + OTHER)) {
            JsonNode refused = requested(theirs, subscribe);
            assertTrue(refused.has("error"), refused::toString);
            JsonNode followed = requested(ours, subscribe);
            assertTrue(followed.path("result").isNull() && !followed.has("error"), followed::toString);
        }
    }

    @Test
    void aListenTokenIsOfItsOwnExchangeAndEndsItsSubscription() {
        JsonNode day = token("");
        try (TestSocket theirs = open("/ws-api/v3");
                TestSocket ours = open("/ws-api/v3?tenant=" + OTHER)) {
            assertEquals(REJECTED_KEY, code(requested(theirs, subscribe(day))));
            assertEquals(
                    -1209,
                    code(requested(ours, subscribe("AQ" + day.path("token").asText()))));

            // A busy machine may take longer than a token is good for.
            JsonNode brief = token("?validity=500");
            JsonNode first = requested(ours, subscribe(brief));
            for (int millis = 1_000; code(first) == -1209; millis *= 2) {
                brief = token("?validity=" + millis);
                first = requested(ours, subscribe(brief));
            }
            assertEquals(brief.path("expirationTime"), first.path("result").path("expirationTime"), first::toString);
            JsonNode ended =
                    ours.next(each -> each.path("event").path("e").asText().equals("eventStreamTerminated"));
            assertEquals(first.path("result").path("subscriptionId"), ended.path("subscriptionId"), ended::toString);
            assertEquals(-1209, code(requested(ours, subscribe(brief))));
            JsonNode none = requested(ours, "{\"id\":8,\"method\":\"session.subscriptions\"}");
            assertEquals(0, none.path("result").size(), none::toString);

            JsonNode second = requested(ours, subscribe(token("?validity=3600000")));
            JsonNode extended = requested(ours, subscribe(day));
            assertEquals(day.path("expirationTime"), extended.path("result").path("expirationTime"));
            for (JsonNode each : List.of(second, extended)) {
                assertEquals(1, each.path("result").path("subscriptionId").asInt(), each::toString);
            }

            requested(ours, logon(new SignedCall(key, secret)));
            String endless = "{\"id\":9,\"method\":\"userDataStream.subscribe\"}";
            JsonNode same = requested(ours, endless);
            assertEquals(1, same.path("result").path("subscriptionId").asInt(), same::toString);
            assertEquals(-2035, code(requested(ours, endless)));
        }
    }

    private static JsonNode token(String query) {
        return other.withHeaders(Map.of("X-MBX-APIKEY", key))
                .sendUnchecked("POST", "/sapi/v1/userListenToken" + query, "")
                .expect(200)
                .body();
    }

    private static String subscribe(JsonNode token) {
        return subscribe(token.path("token").asText());
    }

    private static String subscribe(String token) {
        return "{\"id\":7,\"method\":\"userDataStream.subscribe.listenToken\",\"params\":{\"listenToken\":\"" + token
                + "\"}}";
    }

    private static int code(JsonNode answer) {
        return answer.path("error").path("code").asInt();
    }

    @Test
    void featureSwitchedOffIsOffOverASocketToo() {
        String order = "{\"id\":3,\"method\":\"order.place\",\"params\":{\"symbol\":\"BTCUSDT\",\"side\":\"BUY\","
                + "\"type\":\"LIMIT\",\"timeInForce\":\"GTC\",\"price\":\"10\",\"quantity\":\"1\",\"timestamp\":%d}}";
        try (TestSocket ours = open("/ws-api/v3?tenant=" + OTHER)) {
            requested(ours, logon(new SignedCall(key, secret)));
            JsonNode without = requested(ours, order.formatted(System.currentTimeMillis()));
            assertEquals(-2010, without.path("error").path("code").asInt(), without::toString);
            other.send("PATCH", "/api/v1/tenant", "{\"features\":{\"trading\":false}}")
                    .expect(200);
            JsonNode off = requested(ours, order.formatted(System.currentTimeMillis()));
            assertEquals(REJECTED_KEY, off.path("error").path("code").asInt(), off::toString);
        } finally {
            other.send("PATCH", "/api/v1/tenant", "{\"features\":{\"trading\":true}}")
                    .expect(200);
        }
    }
}
