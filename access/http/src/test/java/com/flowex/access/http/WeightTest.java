package com.flowex.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.testing.TestPostgres;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As how many requests a request counts. */
@Timeout(900)
class WeightTest {

    private static DatabaseChoice.Server database;

    @BeforeAll
    static void openDatabase() {
        database = TestPostgres.freshDatabase();
    }

    @Test
    void forbiddenRequestsCountAgainstTheLimitAndCannotFillTheAuditLog() {
        Routes halt = new Routes().post("/api/halt", Access.of(Permission.MARKETS_MANAGE), _ -> Answer.noContent());
        try (TestStand stand = TestStand.on(database, Map.of("FLOWEX_RATE_TRADER", "3"));
                TestServer server = TestServer.with(stand, builder -> builder.routes(halt)
                        .limits(RateLimits.of(stand.limits(), stand.redis(), _ -> 1_000_000)))) {
            String trader = stand.token(7, "trader");
            for (int i = 0; i < 3; i++) {
                assertEquals(403, server.post("/api/halt", "{}", trader).status());
            }
            assertEquals(429, server.post("/api/halt", "{}", trader).status());
        }
    }

    @Test
    void weightOfARouteIsDrawnFromTheBudgetAndReported() {
        Routes routes = new Routes()
                .get("/api/orders", Access.CALLER, _ -> Answer.noContent())
                .weight(5)
                .post("/api/orders", Access.CALLER, _ -> Answer.noContent());
        try (TestStand stand = TestStand.on(database, Map.of("FLOWEX_RATE_TRADER", "12", "FLOWEX_RATE_USER", "3"));
                TestServer server = TestServer.with(stand, builder -> builder.routes(routes)
                        .limits(RateLimits.of(stand.limits(), stand.redis(), _ -> 1_000_000)))) {
            String trader = stand.token(7, "trader");
            TestAnswer light = server.post("/api/orders", "{}", trader);
            assertEquals("1", light.headers().firstValue("X-RateLimit-Weight").orElse(""));
            assertEquals(
                    "11", light.headers().firstValue("X-RateLimit-Remaining").orElse(""));
            TestAnswer heavy = server.get("/api/orders", trader);
            assertEquals("5", heavy.headers().firstValue("X-RateLimit-Weight").orElse(""));
            assertEquals(
                    "6", heavy.headers().firstValue("X-RateLimit-Remaining").orElse(""));
            assertEquals(204, server.get("/api/orders", trader).status());
            assertEquals(429, server.get("/api/orders", trader).status());
            assertEquals(204, server.post("/api/orders", "{}", trader).status());

            // A quota below the weight lets one through when it is full.
            String user = stand.token(8, "user");
            assertEquals(204, server.get("/api/orders", user).status());
            assertEquals(429, server.get("/api/orders", user).status());
        }
    }
}
