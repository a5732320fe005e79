package com.flowex.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls over HTTP through a gateway, by real sockets. */
@Timeout(900)
class GatewayTest {

    private static final String KEY = "a key that both have, and nobody else";

    @TempDir
    private Path folder;

    private TestGateway routed(Map<String, String> settings, String... lines) throws IOException {
        Path file = Files.write(folder.resolve("routes"), List.of(lines));
        Map<String, String> all = new HashMap<>(settings);
        all.put("FLOWEX_GATEWAY_ROUTES", file.toString());
        return TestGateway.with(all);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @Test
    void bodiesGoBothWaysAsTheyAreAndConnectionsServeManyCalls() throws Exception {
        byte[] large = bytes(3_000_000);
        List<String> framing = new CopyOnWriteArrayList<>();
        try (Behind echo = Behind.answering(exchange -> {
                    Headers headers = exchange.getRequestHeaders();
                    framing.add(headers.getFirst("Content-Length") + " " + headers.getFirst("Transfer-Encoding"));
                    boolean chunked = exchange.getRequestURI().getPath().equals("/pieces");
                    try (exchange;
                            InputStream in = exchange.getRequestBody()) {
                        byte[] all = in.readAllBytes();
                        exchange.sendResponseHeaders(200, chunked ? 0 : all.length);
                        exchange.getResponseBody().write(all);
                    }
                });
                TestGateway gateway = TestGateway.before(echo.address())) {
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        "{\"a\":" + i + "}",
                        gateway.send(gateway.request("/short?q=%20" + i)
                                        .POST(BodyPublishers.ofString("{\"a\":" + i + "}")))
                                .body());
            }
            assertEquals("7 null", framing.getLast());
            assertEquals("POST /short?q=%204", echo.requested().getLast());

            for (String path : List.of("/long", "/pieces")) {
                HttpResponse<byte[]> sized = gateway.client()
                        .send(
                                gateway.request(path)
                                        .POST(BodyPublishers.ofByteArray(large))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray());
                assertArrayEquals(large, sized.body());
                assertEquals("3000000 null", framing.getLast());
                HttpResponse<byte[]> chunked = gateway.client()
                        .send(
                                gateway.request(path)
                                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray());
                assertArrayEquals(large, chunked.body());
                assertEquals("null chunked", framing.getLast());
            }
        }
    }

    @Test
    void streamedBodyIsRelayedChunkByChunk() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        try (Behind slow = Behind.answering(exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(200, 0);
                        exchange.getResponseBody().write("first".getBytes(StandardCharsets.US_ASCII));
                        exchange.getResponseBody().flush();
                        received.await(300, TimeUnit.SECONDS);
                        exchange.getResponseBody().write("second".getBytes(StandardCharsets.US_ASCII));
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                });
                TestGateway gateway = TestGateway.before(slow.address());
                InputStream in = gateway.client()
                        .send(gateway.request("/").build(), HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            assertEquals("first", new String(in.readNBytes(5), StandardCharsets.US_ASCII));
            received.countDown();
            assertEquals("second", new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void hopByHopHeadersAreNotRelayedAndForwardedHeadersAreNotTrusted() throws Exception {
        List<Headers> sent = new CopyOnWriteArrayList<>();
        try (Behind service = Behind.answering(exchange -> {
                    sent.add(exchange.getRequestHeaders());
                    exchange.getResponseHeaders().add("Set-Cookie", "a=1");
                    exchange.getResponseHeaders().add("Set-Cookie", "b=2");
                    exchange.getResponseHeaders().add("Keep-Alive", "timeout=5");
                    Behind.say(exchange, 201, "made");
                });
                TestGateway gateway = TestGateway.with(
                        Map.of("FLOWEX_GATEWAY_UPSTREAMS", service.address(), "FLOWEX_GATEWAY_KEY", KEY))) {
            String answer = raw(
                    gateway,
                    "GET /a HTTP/1.1\r\nHost: acme.example\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nTE: trailers\r\n"
                            + "X-Forwarded-For: 8.8.8.8\r\nForwarded: for=8.8.8.8\r\nX-FlowEx-Client: v1 8.8.8.8 1 n s\r\n"
                            + "X-Request-Id: mine\r\nAuthorization: Bearer t\r\n\r\n");

            assertTrue(answer.startsWith("HTTP/1.1 201 "), answer);
            assertTrue(answer.contains("a=1") && answer.contains("b=2"), answer);
            assertFalse(answer.contains("timeout=5"), answer);
            Headers headers = sent.getFirst();
            assertEquals("acme.example", headers.getFirst("Host"));
            assertEquals("Bearer t", headers.getFirst("Authorization"));
            assertEquals("mine", headers.getFirst("X-Request-Id"));
            assertEquals(List.of("127.0.0.1"), headers.getOrDefault("X-Forwarded-For", List.of()));
            List<String> relayTokens = headers.getOrDefault("X-FlowEx-Client", List.of());
            assertEquals(1, relayTokens.size());
            assertTrue(relayTokens.getFirst().startsWith("v1 127.0.0.1 "));
            for (String gone : List.of("X-Hop", "TE", "Forwarded")) {
                assertFalse(headers.containsKey(gone), gone);
            }
        }
    }

    private static String raw(TestGateway gateway, String request) throws IOException {
        return gateway.raw(request);
    }

    /** A body that was announced, and that the gateway never asked for, is not the next request. */
    @Test
    void aBodyThatWasAnnouncedAndNotReadIsNoRequest() throws Exception {
        String smuggled = "GET /b HTTP/1.1\r\nHost: a\r\n\r\n";
        String announced =
                "Host: a\r\nExpect: 100-continue\r\nContent-Length: " + smuggled.length() + "\r\n\r\n" + smuggled;
        try (Behind service = Behind.answering(exchange -> Behind.say(exchange, 200, "read"));
                TestGateway gateway = routed(
                        Map.of(),
                        "upstream up " + service.address(),
                        "upstream away 127.0.0.1:" + TestGateway.freePort(),
                        "route /a up",
                        "route /away away")) {
            for (String line : List.of("POST /nowhere", "GET /nowhere", "GET /away", "POST /away", "PUT /a/../b")) {
                String answer = raw(gateway, line + " HTTP/1.1\r\n" + announced);

                assertEquals(0, answer.split("HTTP/1.1 200 ", -1).length - 1, answer);
                assertTrue(answer.contains("Connection: close"), answer);
            }
            String longHead = raw(gateway, "GET /a HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(100_000) + "\r\n\r\n");
            assertTrue(longHead.startsWith("HTTP/1.1 431 "), longHead);
            String read = raw(
                    gateway,
                    "POST /a HTTP/1.1\r\n" + announced + "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertEquals(2, read.split("HTTP/1.1 200 ", -1).length - 1, read);
            assertEquals(List.of("POST /a", "GET /a"), List.copyOf(service.requested()));
        }
    }

    @Test
    void aHeadHasItsLengthAndNoBodyAndTheConnectionGoesOn() throws Exception {
        try (Behind service = Behind.answering(exchange -> {
                    if (exchange.getRequestMethod().equals("HEAD")) {
                        exchange.getResponseHeaders().add("Content-Length", "12");
                        exchange.sendResponseHeaders(200, -1);
                        exchange.close();
                    } else {
                        Behind.say(exchange, 200, "twelve bytes");
                    }
                });
                TestGateway gateway = TestGateway.before(service.address())) {
            String answer = raw(
                    gateway,
                    "HEAD /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

            assertEquals(2, answer.split("HTTP/1.1 200 ", -1).length - 1, answer);
            assertEquals(2, answer.split("Content-Length: 12", -1).length - 1, answer);
            assertTrue(answer.endsWith("twelve bytes"), answer);
        }
    }

    @Test
    void aDeadGroupAnswers503ForItsOwnRoutesOnlyAndComesBack() throws Exception {
        int port = TestGateway.freePort();
        try (Behind all = Behind.saying("all");
                TestGateway gateway = routed(
                        Map.of("FLOWEX_GATEWAY_EJECTION_SECONDS", "1"),
                        "upstream all " + all.address(),
                        "upstream market 127.0.0.1:" + port,
                        "route / all",
                        "route /api/market-data market")) {
            assertEquals("all", gateway.get("/api/trading/orders").body());
            for (int i = 0; i < 5; i++) {
                HttpResponse<String> refused = gateway.get("/api/market-data/tickers");
                assertEquals(503, refused.statusCode());
                assertEquals(
                        "application/problem+json",
                        refused.headers().firstValue("Content-Type").orElse(""));
                assertTrue(refused.body().contains("\"code\":\"unavailable\""), refused.body());
            }
            assertEquals("all", gateway.get("/api/market-database").body());
            assertTrue(gateway.operators("/upstreams").body().contains("\"state\":\"out\""));
            assertEquals(200, gateway.operators("/ready").statusCode());
            assertTrue(gateway.operators("/metrics").body().contains("flowex_gateway_stale_responses_total"));

            try (Behind _ = Behind.sayingOn(port, "market")) {
                TestGateway.await(
                        "back", () -> gateway.get("/api/market-data/tickers").statusCode() == 200);
            }
        }
    }

    @Test
    void unroutedAndAmbiguousPathsAreRefusedAndOperatorPagesAreNotServed() throws Exception {
        try (Behind api = Behind.saying("api");
                TestGateway gateway = routed(Map.of(), "upstream api " + api.address(), "route /api api")) {
            assertEquals(404, gateway.get("/upstreams").statusCode());
            assertEquals(404, gateway.get("/metrics").statusCode());
            for (String path : List.of("/api/../upstreams", "/api/%2e%2E/admin", "/api/..%2fadmin", "/api/.")) {
                assertTrue(
                        raw(gateway, "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                                .startsWith("HTTP/1.1 400 "),
                        path);
            }
            assertEquals("api", gateway.get("/api/a.b/..c").body());
            assertEquals(List.of("GET /api/a.b/..c"), api.requested());
            assertTrue(raw(
                            gateway,
                            "POST /api HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                    .startsWith("HTTP/1.1 400 "));
        }
    }

    @Test
    void onlyRepeatableRequestsAreRetriedElsewhere() throws Exception {
        try (BreaksOff bad = new BreaksOff(() -> "");
                Behind good = Behind.saying("good");
                TestGateway gateway = TestGateway.with(Map.of(
                        "FLOWEX_GATEWAY_UPSTREAMS",
                        bad.address() + "," + good.address(),
                        "FLOWEX_GATEWAY_FAILURES_MAX",
                        "1000",
                        "FLOWEX_FEATURE_CIRCUIT_BREAKER",
                        "off"))) {
            for (int i = 0; i < 4; i++) {
                assertEquals("good", gateway.get("/a").body());
            }
            assertEquals(2, bad.calls());
            List<Integer> posts = new ArrayList<>();
            List<Integer> puts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                posts.add(gateway.send(gateway.request("/a").POST(BodyPublishers.noBody()))
                        .statusCode());
            }
            for (int i = 0; i < 4; i++) {
                puts.add(gateway.send(gateway.request("/a").PUT(BodyPublishers.ofString("body")))
                        .statusCode());
            }
            assertEquals(2, posts.stream().filter(status -> status == 502).count());
            assertEquals(2, puts.stream().filter(status -> status == 502).count(), "its body has begun to be sent");
            assertEquals(6, bad.calls());
        }
    }

    /** Method: a service that names a length and ends before it, and one that begins a chunked answer and says nothing of it. */
    @Test
    void anAnswerThatBreaksOffBeforeAByteWentOnIsAskedForElsewhereAndCountsAsAFailure() throws Exception {
        for (String cut : List.of("Content-Length: 10\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n")) {
            try (BreaksOff half = new BreaksOff(() -> "HTTP/1.1 200 OK\r\n" + cut);
                    Behind good = Behind.saying("good");
                    TestGateway gateway = routed(
                            Map.of("FLOWEX_GATEWAY_FAILURES_MAX", "5", "FLOWEX_GATEWAY_EJECTION_SECONDS", "300"),
                            "upstream both " + half.address(),
                            "upstream both " + good.address(),
                            "upstream half " + half.address(),
                            "route / both",
                            "route /alone half")) {
                HttpResponse<String> alone = gateway.get("/alone");
                assertEquals(502, alone.statusCode());
                assertTrue(alone.body().contains("\"code\":\"unavailable\""), alone.body());
                gateway.awaitCounted("/alone", "5xx", "count", 1);
                for (int i = 0; i < 20; i++) {
                    assertEquals("good", gateway.get("/a").body());
                }
                assertTrue(gateway.operators("/upstreams").body().contains("\"state\":\"out\""));
                gateway.assertCounted("/", "2xx", 20);
            }
        }
    }

    /** Method: as with a database that is away, every service says that it is not ready and serves a part all the same. */
    @Test
    void withoutAReadyServiceCallsReachAnsweringOnes() throws Exception {
        try (Behind one = Behind.answering(exchange ->
                        Behind.say(exchange, exchange.getRequestMethod().equals("GET") ? 503 : 202, "one"));
                TestGateway gateway = TestGateway.before(one.address())) {
            one.ready(503);
            TestGateway.await(
                    "unready", () -> gateway.operators("/upstreams").body().contains("\"state\":\"unready\""));

            HttpResponse<String> halt = gateway.send(gateway.request("/halt").POST(BodyPublishers.ofString("{}")));
            assertEquals("202 one", halt.statusCode() + " " + halt.body());
            HttpResponse<String> read = gateway.get("/orders");
            assertEquals("503 one", read.statusCode() + " " + read.body(), "the service's own words");
            assertTrue(gateway.operators("/health").body().contains("no upstream is ready"));
        }
    }

    @Test
    void unknownOutcomeIsAnsweredAsUnknown() throws Exception {
        try (BreaksOff bad = new BreaksOff(() -> "");
                BreaksOff nonsense = new BreaksOff(() -> "220 mail\r\n\r\n");
                TestGateway gateway = routed(
                        Map.of("FLOWEX_GATEWAY_FAILURES_MAX", "1000"),
                        "upstream bad " + bad.address(),
                        "upstream nonsense " + nonsense.address(),
                        "route / bad",
                        "route /mail nonsense")) {
            for (String path : List.of("/", "/mail")) {
                HttpResponse<String> order = gateway.send(gateway.request(path).POST(BodyPublishers.ofString("{}")));
                assertEquals(502, order.statusCode());
                assertTrue(order.body().contains("\"code\":\"unknown_outcome\""), order.body());
            }
            assertTrue(gateway.get("/").body().contains("\"code\":\"unavailable\""));
        }
    }

    @Test
    void slowUpstreamIsGivenUpAtItsTimeout() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (Behind slow = Behind.answering(exchange -> {
                    try {
                        over.await(300, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                });
                TestGateway gateway = routed(
                        Map.of(),
                        "upstream slow " + slow.address(),
                        "route /first slow first-byte=1 whole=9",
                        "route /whole slow first-byte=1 whole=1")) {
            for (String path : List.of("/first", "/whole")) {
                HttpResponse<String> late = gateway.get(path);
                assertEquals(504, late.statusCode());
                assertTrue(late.body().contains("in time"), late.body());
            }
            assertEquals(List.of("GET /first", "GET /whole"), slow.requested(), "what was too slow is not asked again");
            gateway.awaitCounted("/first", "5xx", "sum", 1);
            over.countDown();
        }
    }

    @Test
    void anAnswerThatEndsInItsMiddleIsCutOffAndNotCompleted() throws Exception {
        try (BreaksOff half =
                        new BreaksOff(() -> "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
                TestGateway gateway = TestGateway.before(half.address())) {
            String answer = raw(gateway, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

            assertFalse(answer.endsWith("0\r\n\r\n"), answer);
            assertTrue(gateway.operators("/metrics").body().contains("flowex_gateway_truncated_responses_total"));
            gateway.assertCounted("/", "2xx", 1);
            for (int i = 0; i < 2; i++) {
                raw(gateway, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            }
            assertTrue(gateway.operators("/upstreams").body().contains("\"state\":\"out\""));
        }
    }
}
