package com.flowex.access.http.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.RelayToken;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.platform.testing.TestPostgres;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway's statement about a request's sender is believed if it is signed for this request, fresh, and new. */
@Timeout(900)
class RelayTokenVerifierTest {

    private static final String KEY = "a key that both have, and nobody else";
    private static final String PATH = "/api/market-data/tickers?symbol=BTC-USDT";
    private static final Routes ROUTES = new Routes()
            .get(
                    "/api/market-data/tickers",
                    Access.PUBLIC,
                    request -> Answer.ok(Map.of("from", request.remoteAddress().getHostAddress())))
            .query("symbol")
            .post(
                    "/api/auth/login",
                    Access.PUBLIC,
                    request -> Answer.ok(Map.of("from", request.remoteAddress().getHostAddress())));

    private interface Work {
        void with(TestServer server);
    }

    private static void serve(Map<String, String> environment, Work work) {
        try (TestStand stand = TestStand.on(TestPostgres.freshDatabase(), environment);
                TestServer server = TestServer.with(stand, builder -> builder.routes(ROUTES)
                        .limits(RateLimits.of(stand.limits(), stand.redis(), _ -> 1_000_000)))) {
            work.with(server);
        }
    }

    private static String token(String key, String address, long millis, String nonce) {
        return new RelayToken(key)
                .write(new RelayToken.Words(address, millis, nonce), new RelayToken.Spoken("GET", PATH, "an-id"));
    }

    private static String from(TestServer server, String path, String id, String token) {
        TestAnswer answer = server.send(server.request(path, "")
                .header("X-FlowEx-Client", token)
                .header("X-Request-Id", id)
                .GET());
        assertEquals(200, answer.status());
        return answer.json().path("from").asText();
    }

    @Test
    void aSignedAddressIsTheClientsAndAnythingElseChangesNothing() {
        serve(Map.of("FLOWEX_GATEWAY_KEY", KEY), server -> {
            long now = System.currentTimeMillis();
            String good = token(KEY, "8.8.8.8", now, "n1");

            // Another path, id or address than it was signed for.
            assertEquals("127.0.0.1", from(server, PATH.replace("BTC", "ETH"), "an-id", good));
            assertEquals("127.0.0.1", from(server, PATH, "another-id", good));
            assertEquals("127.0.0.1", from(server, PATH, "an-id", good.replace("8.8.8.8", "8.8.8.9")));
            assertEquals("127.0.0.1", from(server, PATH, "an-id", good.replace(" n1 ", " n2 ")));
            assertEquals(
                    "127.0.0.1",
                    from(server, PATH, "an-id", token("another key of the same length..", "8.8.8.8", now, "n1")));
            assertEquals("127.0.0.1", from(server, PATH, "an-id", "v1 8.8.8.8 soon n1 ???"));
            assertEquals("127.0.0.1", from(server, PATH, "an-id", "8.8.8.8"));
            // A refused token is not used up; then it is valid once.
            assertEquals("8.8.8.8", from(server, PATH, "an-id", good));
            assertEquals("127.0.0.1", from(server, PATH, "an-id", good));
            // Neither too old nor of a time to come.
            long late = RelayTokenVerifier.FRESH.toMillis() + 5_000;
            assertEquals("127.0.0.1", from(server, PATH, "an-id", token(KEY, "8.8.8.8", now - late, "n3")));
            assertEquals("127.0.0.1", from(server, PATH, "an-id", token(KEY, "8.8.8.8", now + late, "n4")));
            assertEquals("2001:db8:0:0:0:0:0:1", from(server, PATH, "an-id", token(KEY, "2001:db8::1", now, "n5")));

            String figures = server.get("/metrics", "").text();
            assertJudged(figures, "believed", 2);
            assertJudged(figures, "forged", 7);
            assertJudged(figures, "stale", 2);
            assertJudged(figures, "repeated", 1);
        });
    }

    @Test
    void limitsOfAddressesSeeTheClient() {
        serve(Map.of("FLOWEX_GATEWAY_KEY", KEY, "FLOWEX_RATE_ANONYMOUS", "1"), server -> {
            for (String client : new String[] {"8.8.4.1", "8.8.5.1"}) {
                assertEquals(200, login(server, client, client + "-a"));
                assertEquals(429, login(server, client, client + "-b"));
            }
        });
    }

    private static int login(TestServer server, String client, String nonce) {
        String token = new RelayToken(KEY)
                .write(
                        new RelayToken.Words(client, System.currentTimeMillis(), nonce),
                        new RelayToken.Spoken("POST", "/api/auth/login", nonce));
        return server.send(server.request("/api/auth/login", "")
                        .header("X-FlowEx-Client", token)
                        .header("X-Request-Id", nonce)
                        .POST(HttpRequest.BodyPublishers.ofString("{}")))
                .status();
    }

    @Test
    void withoutAKeyNoGatewayIsBelieved() {
        serve(
                Map.of(),
                server -> assertEquals(
                        "127.0.0.1",
                        from(server, PATH, "an-id", token(KEY, "8.8.8.8", System.currentTimeMillis(), "n1"))));
    }

    private static void assertJudged(String figures, String judged, int times) {
        assertTrue(
                figures.lines()
                        .anyMatch(line -> line.startsWith("flowex_http_relay_tokens_total{")
                                && line.contains("outcome=\"" + judged + "\"")
                                && line.contains("} " + times)),
                figures);
    }
}
