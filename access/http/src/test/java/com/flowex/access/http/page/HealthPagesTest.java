package com.flowex.access.http.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.platform.health.Health;
import com.flowex.platform.health.HealthChange;
import com.flowex.platform.monitor.HealthHistory;
import com.flowex.platform.testing.TestPostgres;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HealthPagesTest {

    private static final List<HealthHistory.Entry> CHANGES =
            List.of(new HealthHistory.Entry("all 7", new HealthChange(Instant.EPOCH, "disk", "up", "down", "full")));

    private static TestStand stand(Map<String, String> settings) {
        TestStand stand = TestStand.on(TestPostgres.freshDatabase(), settings);
        stand.health().register("view trading", () -> new Health.State.Down("secret 10.1.2.3 is away"));
        stand.health().serves(Map.of("trading", Set.of("view trading"), "wallet", Set.of()), Set.of("view trading"));
        return stand;
    }

    @Test
    void operatorsSeeReasonStartAndFiguresOfEachPart() {
        try (TestStand stand = stand(Map.of());
                TestServer server = TestServer.with(stand, builder -> builder.history(_ -> CHANGES))) {
            JsonNode page = server.get("/health", "").json();
            assertEquals("limited", page.path("status").asText());
            assertEquals(
                    "secret 10.1.2.3 is away",
                    page.path("parts").path("view trading").asText());
            assertEquals("not ready", page.path("services").path("trading").asText());
            JsonNode part = page.path("components").findParents("name").stream()
                    .filter(each -> each.path("name").asText().equals("view trading"))
                    .findFirst()
                    .orElseThrow();
            assertEquals("down", part.path("state").asText());
            assertTrue(Instant.parse(part.path("since").asText()).isAfter(Instant.EPOCH));
            assertEquals(
                    "full",
                    server.get("/health/history", "")
                            .json()
                            .path("items")
                            .path(0)
                            .path("why")
                            .asText());
            assertEquals(400, server.get("/health/history?limit=0", "").status());
        }
    }

    @Test
    void anonymousCallersSeeOnlyTheStateOfEachPart() {
        try (TestStand stand = stand(Map.of("FLOWEX_METRICS_FROM", "192.0.2.1"));
                TestServer server = TestServer.with(stand, builder -> builder.history(_ -> CHANGES))) {
            for (String path : List.of("/health", "/ready", "/ready?service=trading")) {
                String message = server.get(path, "").text();
                assertFalse(message.contains("10.1.2.3"), message);
                assertTrue(message.contains("\"view trading\":\"down\""), message);
            }
            assertEquals(403, server.get("/health/history", "").status());
        }
    }

    @Test
    void readinessIsOfTheServiceThatIsAskedFor() {
        try (TestStand stand = stand(Map.of());
                TestServer server = TestServer.with(stand, builder -> builder.history(_ -> CHANGES))) {
            assertEquals(503, server.get("/ready", "").status(), "one of its services is not ready");
            assertEquals(200, server.get("/ready?group=protection", "").status());
            assertEquals(503, server.get("/ready?service=trading", "").status());
            assertEquals(200, server.get("/ready?service=wallet", "").status());
            assertEquals(400, server.get("/ready?service=nobody", "").status());

            stand.health().register("database", () -> new Health.State.Away("does not answer"));
            assertEquals(503, server.get("/ready", "").status());
            assertEquals(200, server.get("/ready?group=protection", "").status());
            assertEquals(503, server.get("/ready?group=all&service=wallet", "").status());
            assertEquals(
                    200,
                    server.get("/ready?group=protection&service=wallet", "").status());
            assertEquals(
                    503,
                    server.get("/ready?group=protection&service=trading", "").status());
            TestAnswer wrong = server.get("/ready?group=some", "");
            assertEquals(400, wrong.status());
            assertTrue(wrong.text().contains("one of all, protection"), wrong.text());
        }
    }
}
