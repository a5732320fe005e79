package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Route;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.process.FlowEx;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Closes findings T1 and F9 over the whole document: every operation receives unknown, oversized, cross-site, anonymous
 * and malformed requests; each is refused, counted, and costs at most its bound of bytes, rows and time.
 *
 * <p>Each case comes from an address of its own, as a trusted proxy says it, and may send three requests.
 */
@Timeout(900)
class EdgeTest {

    private static final int ANONYMOUS = 3;

    /**
     * The bound of a processor's time for a refused request, beside the load of other tests: fifty times the measured
     * one.
     */
    private static final long CPU_MILLIS_EACH = 50;

    /** Clients are not limited there: they have to come through. */
    private static final Set<String> UNCOUNTED = Set.of("GET /health", "GET /ready", "GET /live");

    @TempDir
    private static Path folder;

    private static final StartedComponents PARTS = new StartedComponents();
    private static FlowEx flowEx;
    private static URI url;
    private static HttpApi api;
    private static Map<String, Route> routes;

    /** Parameters of pages that are no service's. */
    private static final Map<String, Set<String>> OF_THE_PROCESS =
            Map.of("GET /ready", Set.of("service", "group"), "GET /health/history", Set.of("limit"));

    private static int addresses;

    @BeforeAll
    static void start() {
        flowEx = ExchangeHere.start(
                folder.resolve("data"),
                PARTS,
                Map.of(
                        "FLOWEX_TRUSTED_PROXIES",
                        "127.0.0.0/8,::1",
                        "FLOWEX_RATE_ANONYMOUS",
                        Integer.toString(ANONYMOUS),
                        "FLOWEX_RATE_PUBLIC",
                        Integer.toString(ANONYMOUS),
                        "FLOWEX_METRICS_FROM",
                        "127.0.0.0/8,::1,10.0.0.0/8"));
        url = ExchangeHere.url(flowEx);
        api = new HttpApi(url);
        api.admin()
                .send("PATCH", "/api/v1/tenant", "{\"features\":{\"margin\":true}}")
                .expect(200);
        // So that public data is there.
        api.admin().postText("/api/v1/solvency/BTC", "").expect(201);
        routes = flowEx.routes().all().stream().collect(Collectors.toMap(Route::name, each -> each));
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    /** A client that has not been seen yet. */
    private static String fresh() {
        addresses++;
        return "10.1." + addresses / 250 + "." + (1 + addresses % 250);
    }

    private static String path(Operation operation) {
        String path = operation.path();
        for (String name : operation.pathParameters()) {
            String good =
                    switch (name) {
                        case "symbol" -> "BTC-USDT";
                        case "currency" -> "BTC";
                        default -> "999999";
                    };
            path = path.replace("{" + name + "}", good);
        }
        return path;
    }

    @Test
    void acceptedParametersEqualTheDocument() {
        for (Operation operation : Operation.all()) {
            Route route = routes.get(operation.name());
            if (route == null) {
                Set<String> query = OF_THE_PROCESS.getOrDefault(operation.name(), Set.of());
                assertEquals(query, Set.copyOf(operation.queryParameters()), operation.name());
                continue;
            }
            assertEquals(route.query(), Set.copyOf(operation.queryParameters()), operation.name());
            assertEquals(operation.bodyBytesMax(), route.bodyBytesMax(), operation.name());
            assertEquals(operation.isCancel(), route.cancels(), operation.name());
        }
    }

    /** Asked by whoever gets furthest, so that it is refused for the parameter's sake. */
    @Test
    void aParameterThatTheDocumentDoesNotNameIsRefusedByEveryOperation() {
        String admin = api.admin().token();
        Map<String, String> wrong = new TreeMap<>();
        for (Operation operation : Operation.all()) {
            String body = operation.hasBody() ? operation.body().toString() : "";
            Attacker attacker = new Attacker(url, admin);
            for (String query : List.of("simbol=BTC-USDT", "limit%20=5", "tenant=1&tenant=2")) {
                var answer = attacker.send(operation.method(), path(operation) + "?" + query, body);
                if (answer.statusCode() != 400 || !answer.body().contains("\"unknown_field\"")) {
                    wrong.put(operation.name() + "?" + query, answer.statusCode() + " " + answer.body());
                }
            }
            for (String name : operation.queryParameters()) {
                for (String query : List.of(name + "=a&" + name + "=b", name + "=")) {
                    var answer = attacker.send(operation.method(), path(operation) + "?" + query, body);
                    if (answer.statusCode() != 400 || !answer.body().contains("\"" + name + "\"")) {
                        wrong.put(operation.name() + "?" + query, answer.statusCode() + " " + answer.body());
                    }
                }
            }
        }
        assertEquals(Map.of(), wrong);
    }

    /** The order that stays is the proof: nothing was canceled that was not meant. */
    @Test
    void aMisspelledFilterCancelsNothing() {
        HttpApi trader = api.newUser("misspelled@example.com");
        trader.deposit("USDT", "1000");
        String order = trader.order("buy", "100", "1", "stays").expect(201).text("id");

        for (String query : List.of("simbol=ETH-USDT", "symbol=", "symbol=ETH-USDT&symbol=BTC-USDT")) {
            trader.delete("/api/trading/orders?" + query).expect(400);
        }
        trader.sendUnchecked("DELETE", "/api/trading/orders", "{\"symbol\":\"ETH-USDT\"}")
                .expect(400);

        assertEquals("open", trader.get("/api/trading/orders/" + order).text("status"));
    }

    /** A way of being refused, for one operation from one address. */
    private record Malice(String name, Function<Operation, RawCall> call, Set<Integer> refusals) {}

    private static List<Malice> malices() {
        return List.of(
                new Malice(
                        "foreign page",
                        operation -> RawCall.to(operation.method(), path(operation))
                                .with("Cookie: a=b")
                                .with("Origin: https://evil.example"),
                        Set.of(200, 401, 403, 400, 501)),
                new Malice(
                        "forged token",
                        operation ->
                                RawCall.to(operation.method(), path(operation)).with("Authorization: Bearer x.y.z"),
                        Set.of(200, 400, 401, 403, 501)),
                new Malice(
                        "unknown key and 16 MiB",
                        operation -> RawCall.to(operation.method(), path(operation))
                                .with("X-Api-Key: k1_" + System.nanoTime())
                                .with("X-Nonce: n")
                                .with("X-Timestamp: " + System.currentTimeMillis())
                                .with("X-Signature: 00")
                                .sending(16 * 1024 * 1024),
                        Set.of(400, 401, 403, 413)),
                new Malice(
                        "two lengths",
                        operation -> RawCall.to(operation.method(), path(operation))
                                .with("Content-Length: 5")
                                .with("Content-Length: 6"),
                        Set.of(400)),
                new Malice(
                        "a body that is none",
                        operation ->
                                RawCall.to(operation.method(), path(operation)).withBody("{\"a\":"),
                        Set.of(400, 401, 403, 501)));
    }

    @Test
    void everyRefusalIsCountedAndItsCostIsBounded() {
        List<String> wrong = new ArrayList<>();
        long cpuBefore = cpuMillis();
        int calls = 0;
        for (Operation operation : Operation.all()) {
            if (UNCOUNTED.contains(operation.name())) {
                continue;
            }
            for (Malice malice : malices()) {
                String from = fresh();
                int last = 0;
                for (int i = 0; i < 2 + ANONYMOUS * Math.max(1, operation.weight()) && last != 429; i++) {
                    RawCall.Answered answered =
                            malice.call().apply(operation).from(from).send(url);
                    calls++;
                    last = answered.status();
                    boolean unknownToAll = last == 404 && malice.refusals().contains(200) && isOfUnknown(operation);
                    if (last != 429 && !unknownToAll && !malice.refusals().contains(last)) {
                        wrong.add(operation.name() + ", " + malice.name() + ": " + answered);
                    }
                    if (answered.bytesTaken() > RawCall.BYTES_MAX) {
                        wrong.add(operation.name() + ", " + malice.name() + " took " + answered.bytesTaken());
                    }
                }
                boolean free = Set.of("/metrics", "/health/history").contains(operation.path());
                if (last != 429 && !free) {
                    wrong.add(operation.name() + ", " + malice.name() + " is not counted: " + last);
                }
            }
        }
        long cpu = cpuMillis() - cpuBefore;
        assertEquals(List.of(), wrong);
        assertTrue(cpu < calls * CPU_MILLIS_EACH, cpu + " ms for " + calls + " refusals");
    }

    /** True for a public operation on a thing that does not exist; this exchange has no identity provider. */
    private static boolean isOfUnknown(Operation operation) {
        Route route = routes.get(operation.name());
        return route != null
                && route.access() instanceof Access.Anybody
                && (path(operation).contains("999999") || operation.name().equals("POST /api/auth/staff-login"));
    }

    /** Processor time of the process of the tests, which is the exchange too. */
    private static long cpuMillis() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
    }

    /** Rows that stay: none for anonymous callers, short ones for known ones. */
    @Test
    void refusalOfAnAnonymousCallerLeavesNoRowAndAPathIsBounded() {
        HttpApi admin = api.admin();
        admin.get("/api/v1/audit?limit=1").expect(200);
        String from = fresh();
        String longPath = "/api/v1/users/" + "9".repeat(4_000);
        for (int i = 0; i < 10; i++) {
            RawCall.to("DELETE", longPath)
                    .with("Cookie: a=b")
                    .with("Origin: https://evil.example")
                    .from(from)
                    .send(url);
        }
        admin.delete(longPath).expect(404);

        String log = admin.get("/api/v1/audit?limit=50").expect(200).text();
        assertTrue(!log.contains("csrf"), log);
        assertTrue(log.contains("99999999"), log);
        assertTrue(!log.contains("9".repeat(300)), "a row holds the whole path");
    }

    /** Every route, by its access: an anonymous caller may not even learn its parameters. */
    @Test
    void anonymousCallerLearnsNoParametersOfARoute() {
        for (Operation operation : Operation.all()) {
            Route route = routes.get(operation.name());
            if (route == null || route.access() instanceof Access.Anybody) {
                continue;
            }
            RawCall.Answered answered = RawCall.to(operation.method(), path(operation) + "?simbol=1")
                    .from(fresh())
                    .send(url);
            assertEquals(401, answered.status(), operation.name() + " " + answered);
        }
    }
}
