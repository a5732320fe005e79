package com.flowex.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a route that may be a little old answers when nobody serves it. */
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

    private static String told(HttpResponse<String> answer) {
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
    void whoAsksWithoutANameGetsTheLastAnswerMarkedAsOld() throws IOException {
        Behind service = Behind.answering(exchange -> {
            exchange.getResponseHeaders().set("X-RateLimit-Remaining", "7");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            Behind.say(exchange, 200, "of " + exchange.getRequestHeaders().getFirst("X-Tenant"));
        });
        try (TestGateway gateway = before(service, 60)) {
            assertEquals("200 fresh of left", told(gateway.send(ofTenant(gateway, "left"))));
            assertEquals("200 fresh of null", told(gateway.get("/elsewhere")));
            HttpRequest.Builder known = gateway.request("/market/mine").header("Authorization", "Bearer x");
            assertEquals(200, gateway.send(known.GET()).statusCode());

            service.close();

            HttpResponse<String> old = gateway.send(ofTenant(gateway, "left"));
            assertEquals("200 true of left", told(old));
            assertTrue(old.headers().firstValueAsLong("Age").orElseThrow() < 60);
            assertEquals(
                    "110 - \"Response is Stale\"",
                    old.headers().firstValue("Warning").orElse(""));
            assertEquals(
                    "application/json", old.headers().firstValue("Content-Type").orElse(""));
            assertTrue(old.headers().firstValue("X-RateLimit-Remaining").isEmpty(), "what was of the call before");
            assertEquals(503, gateway.send(ofTenant(gateway, "right")).statusCode(), "another tenant");
            assertEquals(503, gateway.send(known.GET()).statusCode(), "who says who they are");
            assertEquals(503, gateway.get("/market/mine").statusCode(), "what somebody else was told");
            assertEquals(503, gateway.get("/elsewhere").statusCode(), "a route that may not be old");
            assertEquals(
                    503,
                    gateway.send(gateway.request("/market/tickers?of=all")
                                    .header("X-Tenant", "left")
                                    .POST(HttpRequest.BodyPublishers.ofString("{}")))
                            .statusCode());
            assertTrue(gateway.operators("/metrics").body().contains("gateway_stale_total"));
        }
    }

    @Test
    void whatIsOlderThanTheRouteSaysIsNotGiven() throws IOException {
        Behind service = Behind.saying("now");
        try (TestGateway gateway = before(service, 1)) {
            assertEquals("200 fresh now", told(gateway.get("/market/tickers")));
            service.close();
            TestGateway.await(
                    "an answer that is too old",
                    () -> gateway.get("/market/tickers").statusCode() == 503);
        }
    }
}
