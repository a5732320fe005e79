package com.flowex.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.testing.TestPostgres;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules that the chain applies to every request. */
@Timeout(900)
class PolicyTest {

    private static final Routes ROUTES = new Routes()
            .get("/api/market-data/tickers", Access.PUBLIC, request -> Answer.ok(Map.of("from", from(request))))
            .post("/api/auth/login", Access.PUBLIC, request -> Answer.ok(Map.of("from", from(request))))
            .get("/api/orders", Access.CALLER, request -> Answer.ok(Map.of("from", from(request))))
            .get("/api/fault", Access.PUBLIC, _ -> {
                throw new IllegalStateException("what is inside");
            });

    private static DatabaseChoice.Server database;

    @BeforeAll
    static void openDatabase() {
        database = TestPostgres.freshDatabase();
    }

    private static String from(Request request) {
        return request.remoteAddress().getHostAddress();
    }

    private interface Work {
        void with(TestServer server, TestStand stand);
    }

    private static void serve(Map<String, String> environment, Work work) {
        try (TestStand stand = TestStand.on(database, environment);
                TestServer server = TestServer.with(stand, builder -> builder.routes(ROUTES)
                        .files("/", "files")
                        .limits(RateLimits.of(stand.limits(), stand.redis(), _ -> 1_000_000)))) {
            work.with(server, stand);
        }
    }

    private static TestAnswer get(TestServer server, String path, String... headers) {
        return server.send(with(server.request(path, ""), headers).GET());
    }

    private static TestAnswer post(TestServer server, String path, String... headers) {
        return server.send(with(server.request(path, ""), headers).POST(HttpRequest.BodyPublishers.ofString("{}")));
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    @Test
    void anonymousAddressIsRefusedAfterItsQuotaOfAMinuteWithARetryTime() {
        serve(Map.of(), (server, _) -> {
            TestAnswer first = post(server, "/api/auth/login", "X-Request-Id", "mine");
            assertEquals(200, first.status());
            assertEquals("60", first.headers().firstValue("X-RateLimit-Limit").orElse(""));
            assertEquals(
                    "59", first.headers().firstValue("X-RateLimit-Remaining").orElse(""));

            TestAnswer refused = first;
            for (int i = 0; i < 70 && refused.status() == 200; i++) {
                refused = post(server, "/api/auth/login", "X-Request-Id", "mine");
            }
            assertEquals(429, refused.status());
            assertEquals("rate_limited", refused.json().path("code").asText());
            assertEquals("mine", refused.json().path("request_id").asText());
            assertTrue(
                    Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("0")) >= 1);
            assertEquals(
                    "0", refused.headers().firstValue("X-RateLimit-Remaining").orElse(""));
        });
    }

    @Test
    void monitoringFilesAndMarketDataDoNotCountAgainstTheAnonymousQuota() {
        serve(Map.of("FLOWEX_RATE_ANONYMOUS", "1", "FLOWEX_RATE_PUBLIC", "5"), (server, _) -> {
            assertEquals(200, post(server, "/api/auth/login").status());
            assertEquals(429, post(server, "/api/auth/login").status());
            for (int i = 0; i < 10; i++) {
                assertEquals(200, get(server, "/health").status());
                assertEquals(200, get(server, "/metrics").status());
                assertEquals(200, get(server, "/index.html").status());
            }
            assertEquals(200, get(server, "/api/market-data/tickers").status());
            TestAnswer last = get(server, "/api/market-data/tickers");
            for (int i = 0; i < 10 && last.status() == 200; i++) {
                last = get(server, "/api/market-data/tickers");
            }
            assertEquals(429, last.status());
        });
    }

    @Test
    void aKnownUserHasTheQuotaOfTheBestRole() {
        serve(Map.of("FLOWEX_RATE_ANONYMOUS", "1", "FLOWEX_RATE_TRADER", "5"), (server, stand) -> {
            String token = stand.token(7, "trader");
            for (int i = 0; i < 5; i++) {
                assertEquals(200, server.get("/api/orders", token).status());
            }
            assertEquals(429, server.get("/api/orders", token).status());
            assertEquals(
                    200, server.get("/api/orders", stand.token(8, "trader")).status());
        });
    }

    @Test
    void tokenGuessesAreLimitedByAddress() {
        serve(Map.of("FLOWEX_RATE_ANONYMOUS", "3"), (server, _) -> {
            for (int i = 0; i < 3; i++) {
                assertEquals(401, server.get("/api/orders", "guess" + i).status());
            }
            assertEquals(429, server.get("/api/orders", "guess").status());
            assertEquals(429, get(server, "/no/such").status());
        });
    }

    @Test
    void limitsCanBeSwitchedOff() {
        serve(Map.of("FLOWEX_FEATURE_RATE_LIMITING", "off", "FLOWEX_RATE_ANONYMOUS", "1"), (server, _) -> {
            for (int i = 0; i < 5; i++) {
                assertEquals(200, post(server, "/api/auth/login").status());
            }
        });
    }

    @Test
    void theLoadToolsTierIsForThoseItIsMeantForAndOnlyUnforwarded() {
        serve(Map.of("FLOWEX_RATE_ANONYMOUS", "1"), (server, _) -> {
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        200,
                        post(server, "/api/auth/login", "X-Rate-Tier", "benchmark")
                                .status());
            }
            assertEquals(200, post(server, "/api/auth/login").status());
            assertEquals(
                    429,
                    post(server, "/api/auth/login", "X-Rate-Tier", "benchmark", "X-Forwarded-For", "127.0.0.1")
                            .status());
        });
        serve(Map.of("FLOWEX_RATE_ANONYMOUS", "1", "FLOWEX_BENCHMARK_FROM", "10.0.0.1"), (server, _) -> {
            post(server, "/api/auth/login", "X-Rate-Tier", "benchmark");
            assertEquals(
                    429,
                    post(server, "/api/auth/login", "X-Rate-Tier", "benchmark").status());
        });
    }

    /** Failure 27: a forged {@code X-Forwarded-For}. */
    @Test
    void aForgedForwardingHeaderIsNotBelieved() {
        serve(Map.of("FLOWEX_RATE_ANONYMOUS", "2"), (server, _) -> {
            TestAnswer answer = post(server, "/api/auth/login", "X-Forwarded-For", "8.8.8.8");
            assertEquals("127.0.0.1", answer.json().path("from").asText());
            post(server, "/api/auth/login", "X-Forwarded-For", "8.8.4.4");
            assertEquals(
                    429,
                    post(server, "/api/auth/login", "X-Forwarded-For", "1.1.1.1")
                            .status());
        });
    }

    /** Failure 27: behind a trusted proxy only what the proxy itself wrote counts. */
    @Test
    void behindTrustedProxiesTheNearestStrangerIsTheSender() {
        serve(Map.of("FLOWEX_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8", "FLOWEX_RATE_ANONYMOUS", "1"), (server, _) -> {
            TestAnswer answer = post(server, "/api/auth/login", "X-Forwarded-For", "8.8.8.8, 1.2.3.4, 10.1.1.1");
            assertEquals("1.2.3.4", answer.json().path("from").asText());
            assertEquals(
                    429,
                    post(server, "/api/auth/login", "X-Forwarded-For", "9.9.9.9, 1.2.3.4:555")
                            .status());
            assertEquals(
                    "5.6.7.8",
                    post(server, "/api/auth/login", "X-Forwarded-For", "5.6.7.8")
                            .json()
                            .path("from")
                            .asText());
            assertEquals(
                    "10.2.2.2",
                    post(server, "/api/auth/login", "X-Forwarded-For", "nonsense, 10.2.2.2")
                            .json()
                            .path("from")
                            .asText());
        });
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        serve(Map.of(), (server, _) -> {
            for (String path : new String[] {"/api/market-data/tickers", "/no/such", "/health", "/api/orders"}) {
                Map<String, String> headers = new HashMap<>();
                get(server, path).headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
                assertEquals("nosniff", headers.get("x-content-type-options"));
                assertEquals("DENY", headers.get("x-frame-options"));
                assertEquals("1; mode=block", headers.get("x-xss-protection"));
                assertEquals("max-age=31536000; includeSubDomains", headers.get("strict-transport-security"));
                assertEquals("default-src 'none'; frame-ancestors 'none'", headers.get("content-security-policy"));
            }
            assertTrue(get(server, "/index.html")
                    .headers()
                    .firstValue("content-security-policy")
                    .orElse("")
                    .startsWith("default-src 'self'"));
            assertEquals(
                    1,
                    get(server, "/index.html")
                            .headers()
                            .allValues("content-security-policy")
                            .size());
        });
    }

    @Test
    void pagesOfConfiguredOriginsMayCallAndOthersMayNot() {
        serve(Map.of("FLOWEX_CORS_ORIGINS", "https://app.example.com"), (server, _) -> {
            TestAnswer preflight = server.send(server.request("/api/auth/login", "")
                    .header("Origin", "https://app.example.com")
                    .header("Access-Control-Request-Method", "POST")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
            assertEquals(204, preflight.status());
            assertEquals(
                    "https://app.example.com",
                    preflight
                            .headers()
                            .firstValue("Access-Control-Allow-Origin")
                            .orElse(""));
            assertTrue(preflight
                    .headers()
                    .firstValue("Access-Control-Allow-Headers")
                    .orElse("")
                    .contains("Authorization"));

            TestAnswer other = server.send(server.request("/api/auth/login", "")
                    .header("Origin", "https://evil.example.com")
                    .header("Access-Control-Request-Method", "POST")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
            assertEquals(403, other.status());
            TestAnswer read = get(server, "/api/market-data/tickers", "Origin", "https://evil.example.com");
            assertFalse(read.headers().firstValue("Access-Control-Allow-Origin").isPresent());
        });
    }

    @Test
    void aCookieAloneChangesNothingUnlessItComesFromAPageOfOurs() {
        serve(Map.of(), (server, stand) -> {
            String login = "/api/auth/login";
            assertEquals(403, post(server, login, "Cookie", "a=b").status());
            assertEquals(
                    "csrf",
                    post(server, login, "Cookie", "a=b").json().path("code").asText());
            assertEquals(
                    403,
                    post(server, login, "Cookie", "a=b", "Origin", "https://evil.example.com")
                            .status());
            assertEquals(
                    403,
                    post(server, login, "Cookie", "a=b", "Sec-Fetch-Site", "cross-site")
                            .status());
            assertEquals(
                    200,
                    post(server, login, "Cookie", "a=b", "Sec-Fetch-Site", "same-origin")
                            .status());
            assertEquals(
                    200,
                    post(server, login, "Cookie", "a=b", "Origin", "http://127.0.0.1:" + server.port())
                            .status());
            assertEquals(
                    200,
                    get(server, "/api/market-data/tickers", "Cookie", "a=b").status());
            assertEquals(
                    200,
                    server.send(server.request("/api/orders", stand.token(7))
                                    .header("Cookie", "a=b")
                                    .GET())
                            .status());
        });
    }

    @Test
    void metricsCanBeSwitchedOff() {
        serve(Map.of("FLOWEX_FEATURE_METRICS", "off"), (server, _) -> {
            assertEquals(404, get(server, "/metrics").status());
            assertEquals(200, get(server, "/health").status());
        });
    }

    @Test
    void debugModeShowsTheCauseOfAFault() {
        serve(
                Map.of("FLOWEX_FEATURE_DEBUG", "on"),
                (server, _) -> assertTrue(
                        get(server, "/api/fault").json().path("detail").asText().contains("what is inside")));
        serve(
                Map.of(),
                (server, _) -> assertFalse(
                        get(server, "/api/fault").json().path("detail").asText().contains("what is inside")));
    }

    @Test
    void theLongestBodyIsASetting() {
        Routes echo = new Routes().post("/echo", Access.PUBLIC, request -> Answer.ok(request.body(Map.class)));
        try (TestStand stand = TestStand.on(database, Map.of("FLOWEX_HTTP_BODY_BYTES_MAX", "1024"));
                TestServer server = TestServer.of(stand, echo)) {
            assertEquals(200, server.post("/echo", "{}", "").status());
            assertEquals(
                    413,
                    server.post("/echo", "{\"a\":\"" + "x".repeat(1_024) + "\"}", "")
                            .status());
        }
    }

    @Test
    void privilegedAndAuditedRequestsAreInTheAuditLogBeforeTheirAnswer() {
        Routes routes = new Routes()
                .post("/api/halt", Access.of(Permission.MARKETS_MANAGE), request -> {
                    request.audit("market BTC-USDT", Map.of("halted", false), Map.of("halted", true));
                    return Answer.noContent();
                })
                .post("/api/deposit", Access.CALLER, _ -> {
                    throw Refusal.invalid("amount", "positive");
                })
                .audited()
                .get("/api/plain", Access.CALLER, _ -> Answer.noContent());
        try (TestStand stand = TestStand.fresh();
                TestServer server = TestServer.of(stand, routes)) {
            String admin = stand.token(7, "admin");
            assertEquals(204, server.post("/api/halt", "{}", admin).status());
            assertEquals(400, server.post("/api/deposit", "{}", admin).status());
            assertEquals(204, server.get("/api/plain", admin).status());
            assertEquals(
                    403,
                    server.post("/api/halt", "{}", stand.token(8, "trader")).status());
            assertEquals(401, server.post("/api/halt", "{}", "").status());

            String sql = "SELECT actor || ', ' || action || ', ' || subject || ', ' || before || ', ' || after || ', '"
                    + " || outcome || ', ' || sent_from FROM platform.audit_entries ORDER BY number";
            assertEquals(
                    List.of(
                            "user 7, POST /api/halt, market BTC-USDT, {\"halted\":false}, {\"halted\":true}, 204, 127.0.0.1",
                            "user 7, POST /api/deposit, /api/deposit, , , 400 invalid_field, 127.0.0.1",
                            "user 8, POST /api/halt, /api/halt, , , 403 forbidden, 127.0.0.1"),
                    stand.database().<List<String>>query(1, connection -> rows(connection.jdbc(), sql)));
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }
}
