package com.flowex.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers of a route that may be a little old while its service is away. */
@Timeout(900)
class StaleAnswersTest {

    @TempDir
    private Path folder;

    private TestGateway before(Behind service, int staleSeconds) throws IOException {
        Path file = Files.write(
                folder.resolve("routes"),
                List.of(
                        "upstream all " + service.address(),
                        "route / all retries=0",
                        "route /market all retries=0 stale=" + staleSeconds));
        return TestGateway.with(Map.of("FLOWEX_GATEWAY_ROUTES", file.toString()));
    }

    private static String summary(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + answer.headers().firstValue("X-FlowEx-Stale").orElse("fresh") + " " + answer.body();
    }

    private static HttpRequest.Builder ofTenant(TestGateway gateway, String tenant) {
        return gateway.request("/market/tickers?of=all")
                .header("X-Tenant", tenant)
                .GET();
    }

    /**
     * Goal: while a service is gone its public answers may go on, marked as old, and nothing else does. Method: each kind of call once while it is
     * there, and again when it is gone: a public one, another tenant's, one that says who asks, one of another route, a POST.
     */
    @Test
    void anonymousCallerGetsTheLastAnswerMarkedAsStale() throws IOException {
        Behind service = Behind.answering(exchange -> {
            exchange.getResponseHeaders().set("X-RateLimit-Remaining", "7");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            Behind.say(exchange, 200, "of " + exchange.getRequestHeaders().getFirst("X-Tenant"));
        });
        try (TestGateway gateway = before(service, 60)) {
            assertEquals("200 fresh of left", summary(gateway.send(ofTenant(gateway, "left"))));
            assertEquals("200 fresh of null", summary(gateway.get("/elsewhere")));
            HttpRequest.Builder known = gateway.request("/market/mine").header("Authorization", "Bearer x");
            assertEquals(200, gateway.send(known.GET()).statusCode());

            service.close();

            HttpResponse<String> old = gateway.send(ofTenant(gateway, "left"));
            assertEquals("200 true of left", summary(old));
            assertTrue(old.headers().firstValueAsLong("Age").orElseThrow() < 60);
            assertEquals(
                    "110 - \"Response is Stale\"",
                    old.headers().firstValue("Warning").orElse(""));
            assertEquals(
                    "application/json", old.headers().firstValue("Content-Type").orElse(""));
            assertTrue(old.headers().firstValue("X-RateLimit-Remaining").isEmpty(), "what was of the call before");
            assertEquals(503, gateway.send(ofTenant(gateway, "right")).statusCode(), "another tenant");
            assertEquals(503, gateway.send(known.GET()).statusCode(), "who says who they are");
            assertEquals(503, gateway.get("/market/mine").statusCode(), "another caller's answer");
            assertEquals(503, gateway.get("/elsewhere").statusCode(), "a route that may not be old");
            assertEquals(
                    503,
                    gateway.send(gateway.request("/market/tickers?of=all")
                                    .header("X-Tenant", "left")
                                    .POST(HttpRequest.BodyPublishers.ofString("{}")))
                            .statusCode());
            assertTrue(gateway.operators("/metrics").body().contains("flowex_gateway_stale_responses_total"));
        }
    }

    /**
     * Closes: an attacker names the tenant's header in {@code Connection}, so that the service hears of no tenant and the answer is kept under
     * the tenant's name. Method: the same for every header that answers are kept apart by.
     */
    @Test
    void aHeaderThatDecidesIsNeverTheConnectionsAlone() throws IOException {
        Behind service = Behind.answering(exchange -> Behind.say(
                exchange,
                200,
                String.valueOf(exchange.getRequestHeaders().getFirst("X-Tenant"))
                        + exchange.getRequestHeaders().getFirst("Origin")
                        + exchange.getRequestHeaders().getFirst("Accept-Language")));
        try (TestGateway gateway = before(service, 60)) {
            String call = "GET /market/tickers HTTP/1.1\r\nHost: a\r\n"
                    + "Connection: close, X-Tenant, origin, ACCEPT-LANGUAGE\r\n"
                    + "X-Tenant: victim\r\nOrigin: o\r\nAccept-Language: fa\r\n\r\n";
            for (boolean isThere : List.of(true, false)) {
                if (!isThere) {
                    service.close();
                }
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
                    socket.getOutputStream().write(call.getBytes(StandardCharsets.US_ASCII));
                    String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                    assertTrue(answer.endsWith("victimofa"), answer);
                }
            }
        }
    }

    /**
     * Law: while its service is away, a request gets the answer to a request of its own meaning or none. Method: random spellings of path,
     * query and headers that decide; the service answers with what it was asked.
     */
    @Test
    void anAnswerIsOnlyKeptForItsOwnMeaning() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Behind service = Behind.answering(exchange -> Behind.say(exchange, 200, meaning(exchange)));
        Map<String, String> fresh = new LinkedHashMap<>();
        int kept = 0;
        try (TestGateway gateway = before(service, 3_600)) {
            for (int i = 0; i < 60; i++) {
                String call = spelled(random);
                fresh.put(call, answer(gateway, call));
            }
            service.close();
            for (Map.Entry<String, String> call : fresh.entrySet()) {
                String old = answer(gateway, call.getKey());
                if (old.startsWith("HTTP/1.1 200 ")) {
                    kept++;
                    assertEquals(body(call.getValue()), body(old), "seed " + seed + ", request " + call.getKey());
                }
            }
        }
        assertTrue(kept > 10, "seed " + seed + ", answers that were kept: " + kept);
    }

    private static String meaning(HttpExchange exchange) {
        StringBuilder all = new StringBuilder(exchange.getRequestURI().toString());
        for (String name : List.of("Host", "X-Tenant", "Origin", "Accept-Language")) {
            List<String> values = exchange.getRequestHeaders().getOrDefault(name, List.of());
            all.append('|').append(String.join(",", values));
        }
        return all.toString();
    }

    private static String spelled(Random random) {
        return "GET " + one(random, "/market/tickers", "/market//tickers", "/market/./tickers", "/market/%74ickers")
                + one(random, "", "?of=all", "?OF=all", "?of=%61ll", "?of=all&x=1", "?x=1&of=all") + " HTTP/1.1\r\n"
                + "Host: " + one(random, "a", "A", "a.", "b") + "\r\n"
                + one(random, "", "X-Tenant: acme\r\n", "x-tenant: ACME\r\n", "X-Tenant: zeta\r\n")
                + one(random, "", "Origin: https://a\r\n", "origin: https://b\r\n")
                + one(random, "", "Accept-Language: fa\r\n", "ACCEPT-LANGUAGE: zh\r\n")
                + "Connection: close" + one(random, "", ", x-tenant", ", Host", ", Accept-Language") + "\r\n\r\n";
    }

    private static String one(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static String answer(TestGateway gateway, String call) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.getOutputStream().write(call.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    /** A service that is there and says that it cannot serve is as good as none. */
    @Test
    void aServiceThatAnswers503GivesWayToTheLastAnswer() throws IOException {
        AtomicInteger status = new AtomicInteger(200);
        try (Behind service =
                        Behind.answering(exchange -> Behind.say(exchange, status.get(), "status " + status.get()));
                TestGateway gateway = before(service, 60)) {
            assertEquals("200 fresh status 200", summary(gateway.get("/market/tickers")));
            status.set(503);
            assertEquals("200 true status 200", summary(gateway.get("/market/tickers")));
            assertEquals("503 fresh status 503", summary(gateway.get("/elsewhere")));
        }
    }

    @Test
    void answerOlderThanTheRouteAllowsIsNotServed() throws IOException {
        Behind service = Behind.saying("now");
        try (TestGateway gateway = before(service, 1)) {
            assertEquals("200 fresh now", summary(gateway.get("/market/tickers")));
            service.close();
            TestGateway.await(
                    "an answer that is too old",
                    () -> gateway.get("/market/tickers").statusCode() == 503);
        }
    }
}
