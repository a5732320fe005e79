package com.flowex.access.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.page.ApiDocs;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Json;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Cursor;
import com.flowex.access.http.route.Routes;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.platform.settings.StartupException;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The chain around every route, over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpServerTest {

    record SentForm(
            @Nullable String symbol,
            @Nullable String price,
            int count,
            @Nullable Boolean flag) {}

    private final TestStand stand = TestStand.fresh();
    private final TestServer server = TestServer.of(stand, routes());

    private static final Map<String, String> CANDLE =
            Map.of("open", "65000.1", "high", "65001", "low", "64999", "close", "65000", "volume", "1.25");

    private static Routes routes() {
        return new Routes()
                .get("/open", Access.PUBLIC, _ -> Answer.ok(Map.of("open", "yes")))
                .get("/me", Access.CALLER, r -> Answer.ok(r.caller()))
                .get("/candles", Access.PUBLIC, _ -> Answer.ok(Collections.nCopies(500, CANDLE)))
                .get("/mine", Access.CALLER, _ -> Answer.ok(Collections.nCopies(500, CANDLE)))
                .get("/admin", Access.of(Permission.MARKETS_MANAGE), _ -> Answer.noContent())
                .get("/things/{id}", Access.PUBLIC, r -> Answer.ok(Map.of("id", r.pathNumber("id"))))
                .get("/things/special", Access.PUBLIC, _ -> Answer.ok(Map.of("id", "special")))
                .delete("/things/{id}", Access.PUBLIC, _ -> Answer.noContent())
                .get("/bug", Access.PUBLIC, _ -> {
                    throw new IllegalStateException("a bug");
                })
                .get("/list", Access.PUBLIC, r -> Answer.ok(Map.of("limit", r.limit(), "at", r.cursor(7))))
                .query("limit", "cursor", "side")
                .post("/echo", Access.PUBLIC, r -> Answer.created(r.body(SentForm.class)));
    }

    @AfterAll
    void stop() {
        server.close();
        stand.close();
    }

    @Test
    void publicRouteAnswersAnonymousCallers() {
        TestAnswer answer = server.get("/open", "");

        assertEquals(200, answer.status());
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals("{\"open\":\"yes\"}", answer.text());
    }

    @Test
    void theClientsRequestIdComesBackAndAHarmfulOneIsReplaced() {
        assertEquals(
                "abc-1",
                server.send(server.request("/open", "").header("X-Request-Id", "abc-1"))
                        .header("X-Request-Id"));
        assertEquals(
                24,
                server.send(server.request("/open", "").header("X-Request-Id", "a b<script>"))
                        .header("X-Request-Id")
                        .length());
    }

    @Test
    void aProblemCarriesTheRequestIdOfItsHeader() {
        TestAnswer answer = server.get("/nothing", "");

        assertEquals(404, answer.status());
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertEquals("not_found", answer.code());
        assertEquals("urn:flowex:problem:not_found", answer.json().path("type").asText());
        assertEquals("Not found", answer.json().path("title").asText());
        assertEquals(404, answer.json().path("status").asInt());
        assertEquals(
                answer.header("X-Request-Id"), answer.json().path("request_id").asText());
    }

    @Test
    void aTokenIsAskedForAndUnderstood() {
        assertEquals("unauthorized", server.get("/me", "").code());
        assertEquals("unauthorized", server.get("/me", "not.a.token").code());
        assertEquals("Bearer", server.get("/me", "").header("WWW-Authenticate"));

        TestAnswer me = server.get("/me", stand.token(5, "trader"));

        assertEquals(200, me.status());
        assertEquals(1005, me.json().path("account").path("number").asLong());
    }

    @Test
    void anAdminRouteIsForbiddenToATrader() {
        assertEquals("forbidden", server.get("/admin", stand.token(5, "trader")).code());
        assertEquals(204, server.get("/admin", stand.token(5, "admin")).status());
    }

    @Test
    void anotherMethodOfAKnownPathIsNotAllowedAndSaysWhichIs() {
        TestAnswer answer = server.post("/things/1", "{}", "");

        assertEquals(405, answer.status());
        assertEquals("method_not_allowed", answer.code());
        assertEquals("DELETE, GET", answer.header("Allow"));
    }

    /** Closes the server's half of finding P14. */
    @Test
    void onlyPublicDataIsCompressedOnRequest() {
        String token = stand.token(5, "trader");

        TestAnswer packed = server.send(server.request("/candles", "").header("Accept-Encoding", "br, gzip"));
        assertEquals("gzip", packed.header("Content-Encoding"));
        assertEquals("Accept-Encoding", packed.header("Vary"));
        long length = packed.headers().firstValueAsLong("Content-Length").orElseThrow();
        TestAnswer plain = server.get("/candles", "");
        assertTrue(
                length < plain.text().length() / 5,
                length + " of " + plain.text().length());
        assertEquals("Accept-Encoding", plain.header("Vary"));
        for (String never : List.of("gzip;q=0", "identity", "")) {
            TestAnswer answer = server.send(server.request("/candles", "").header("Accept-Encoding", never));
            assertTrue(answer.headers().firstValue("Content-Encoding").isEmpty(), never);
        }
        for (String other : List.of("/open", "/mine")) {
            TestAnswer answer = server.send(server.request(other, token).header("Accept-Encoding", "gzip"));
            assertTrue(answer.headers().firstValue("Content-Encoding").isEmpty(), other);
        }
    }

    @Test
    void timeIsGivenInTheUnitsOfASignature() {
        TestAnswer answer = server.get("/api/time", "");

        assertEquals(
                answer.json().path("unix_millis").asLong(),
                Instant.parse(answer.json().path("time").asText()).toEpochMilli());
    }

    @Test
    void aLiteralPathWinsOverAParameter() {
        assertEquals(
                "special", server.get("/things/special", "").json().path("id").asText());
        assertEquals(12, server.get("/things/12", "").json().path("id").asInt());
        assertEquals(404, server.get("/things/x", "").status());
        assertEquals(404, server.get("/things/01", "").status());
    }

    @Test
    void bugIsAnsweredAsInternalErrorWithoutDetails() {
        TestAnswer answer = server.get("/bug", "");

        assertEquals(500, answer.status());
        assertEquals("internal", answer.code());
        assertTrue(!answer.text().contains("a bug"));
    }

    @Test
    void aListsLimitAndCursorAreChecked() {
        assertEquals(50, server.get("/list", "").json().path("limit").asInt());
        assertEquals(
                9,
                server.get("/list?cursor=" + Cursor.of(9, "/list"), "")
                        .json()
                        .path("at")
                        .asInt());
        assertEquals("limit", field(server.get("/list?limit=0", "")));
        assertEquals("limit", field(server.get("/list?limit=abc", "")));
        for (String spelled : List.of("+5", "%2B5", "05", "%EF%BC%95", "%D9%A5", "%205", "5.0", "5e0", "-0")) {
            assertEquals("limit", field(server.get("/list?limit=" + spelled, "")), spelled);
        }
        assertEquals("cursor", field(server.get("/list?cursor=%00", "")));
    }

    /** Closes a part of finding T12: a cursor is good for the list that it came from, whatever the page's length. */
    @Test
    void aCursorOfAnotherListIsRefused() {
        String sells = Cursor.of(9, "/list\nside=sell");

        assertEquals(
                9,
                server.get("/list?cursor=" + sells + "&limit=3&side=sell", "")
                        .json()
                        .path("at")
                        .asInt());
        for (String query : List.of("", "&side=buy")) {
            assertEquals("cursor", field(server.get("/list?cursor=" + sells + query, "")), query);
        }
        assertEquals("cursor", field(server.get("/list?cursor=" + Cursor.of(9, "/other"), "")));
    }

    @Test
    void aBodyIsReadStrictlyAndEveryFaultNamesItsField() {
        assertEquals(
                201,
                echo("{\"symbol\":\"BTC-USDT\",\"price\":\"1.5\",\"count\":1,\"flag\":true}")
                        .status());
        assertEquals("malformed_json", echo("{").code());
        assertEquals("malformed_json", echo("").code());
        assertEquals("malformed_json", echo("null").code());
        assertEquals("malformed_json", echo("[]").code());
        assertEquals("malformed_json", echo("\"text\"").code());
        assertEquals("malformed_json", echo("{\"count\":1} {}").code());
        assertEquals("malformed_json", echo("{\"count\":1,\"count\":2}").code());
        assertEquals(
                "malformed_json", echo("{\"count\":" + "9".repeat(100) + "}").code());
        assertEquals("malformed_json", echo("[".repeat(5_000)).code());
        assertEquals("unknown_field", echo("{\"count\":1,\"sybmol\":\"x\"}").code());
        assertEquals("sybmol", field(echo("{\"count\":1,\"sybmol\":\"x\"}")));
        for (String price : new String[] {"1.5", "1", "1e400", "true", "{}", "[\"1\"]"}) {
            TestAnswer answer = echo("{\"count\":1,\"price\":" + price + "}");
            assertEquals("invalid_field", answer.code(), price);
            assertEquals("price", field(answer), price);
            assertTrue(answer.json().path("detail").asText().contains("price must be a string"), price);
        }
        TestAnswer notANumber = echo("{\"count\":NaN}");
        assertEquals("malformed_json", notANumber.code());
        assertTrue(notANumber.json().path("detail").asText().endsWith("the field count"), notANumber.text());
        assertEquals("count", field(echo("{\"count\":1.5}")));
        assertEquals("count", field(echo("{\"count\":1e400}")));
        assertEquals("count", field(echo("{\"count\":99999999999}")));
        assertEquals("count", field(echo("{\"count\":\"1\"}")));
        assertEquals("count", field(echo("{\"count\":null}")));
        assertEquals("flag", field(echo("{\"count\":1,\"flag\":\"yes\"}")));
    }

    /** PostgreSQL keeps no zero character: without this it would be a fault of ours. */
    @Test
    void aZeroCharacterIsRefusedWhereverItIs() {
        TestAnswer body = server.post("/echo", "{\"symbol\":\"a\\u0000b\",\"count\":1}", "");
        assertEquals(400, body.status());
        assertEquals(
                "symbol must be " + Json.TEXT_RULE, body.json().path("detail").asText());
        assertEquals(400, server.get("/list?cursor=a%00b", "").status());
        assertEquals(404, server.get("/things/a%00b", "").status());
        for (String unseen : List.of("202E", "202A", "2066", "2069", "D800")) {
            assertEquals(
                    "symbol",
                    field(server.post("/echo", "{\"symbol\":\"a\\u" + unseen + "b\",\"count\":1}", "")),
                    unseen);
        }
        assertEquals("cursor", field(server.get("/list?cursor=a%E2%80%AEb", "")));
        // Persian is written with a joiner.
        assertEquals(
                201,
                server.post("/echo", "{\"symbol\":\"\u0645\u06CC\u200C\u062E\u0631\u0645\",\"count\":1}", "")
                        .status());
    }

    @Test
    void oversizedBodyIsRefusedAndTheClientReceivesTheAnswer() {
        // A body beyond 256 KiB is not read to its end: its sender may see a reset instead of the answer.
        String tooLong = "{\"symbol\":\"" + "x".repeat(200 << 10) + "\"}";

        assertEquals("payload_too_large", echo(tooLong).code());
        assertEquals(413, echo(tooLong).status());
        // Chunked: no length is declared.
        assertEquals(
                413,
                server.send(server.request("/echo", "")
                                .POST(HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new java.io.ByteArrayInputStream(new byte[200 << 10]))))
                        .status());
        assertEquals(413, echo("x".repeat(64 * 1024 + 1)).status());
    }

    @Test
    void aPortInUseIsOneClearLine() {
        HttpServer.Builder second = HttpServer.builder(stand.tokens(), stand.telemetry(), stand.health())
                .port(server.port());

        StartupException refused = assertThrows(StartupException.class, second::start);

        assertEquals(1, refused.lines().size());
        assertTrue(refused.lines().getFirst().contains("port " + server.port()));
    }

    @Test
    void theDocumentAndItsPageAreServed() {
        try (TestServer docs = TestServer.of(stand, ApiDocs.routes())) {
            assertTrue(docs.get("/docs", "").text().contains("swagger-ui"));
            assertTrue(docs.get("/docs/openapi.yaml", "").text().contains("openapi:"));
            assertEquals(200, docs.get("/docs/start.js", "").status());
            assertTrue(docs.get("/docs/streams", "").text().contains("depth_snapshot"));
            assertTrue(docs.get("/docs/binance", "").text().contains("/docs/binance.yaml"));
            assertTrue(docs.get("/docs/binance.yaml", "").text().contains("/api/v3/order"));
            assertTrue(docs.get("/docs/asyncapi.yaml", "").text().contains("asyncapi:"));
            assertTrue(docs.get("/docs/binance-streams", "").text().contains("executionReport"));
            assertTrue(docs.get("/docs/binance-streams.yaml", "").text().contains("asyncapi:"));
            assertTrue(docs.get("/docs/binance-requests", "").text().contains("order.place"));
            assertTrue(docs.get("/docs/binance-requests.yaml", "").text().contains("asyncapi:"));
            assertEquals(200, docs.get("/docs/streams.css", "").status());
            assertEquals(200, docs.get("/docs/ui/swagger-ui.css", "").status());
            assertEquals(200, docs.get("/docs/ui/swagger-ui-bundle.js", "").status());
            assertEquals(404, docs.get("/docs/ui/none.css", "").status());
            assertEquals(404, docs.get("/docs/ui/..%2F..%2Fpom.properties", "").status());
        }
    }

    @Test
    void theHealthPagesAndMetricsAreAlwaysThere() {
        assertEquals("ok", server.get("/health", "").json().path("status").asText());
        assertEquals(200, server.get("/ready", "").status());
        assertEquals(200, server.get("/live", "").status());
        assertTrue(server.get("/metrics", "").text().contains("http_server_requests_seconds_count{"));
    }

    private TestAnswer echo(String json) {
        return server.post("/echo", json, "");
    }

    private static String field(TestAnswer answer) {
        return answer.json().path("errors").path(0).path("field").asText();
    }
}
