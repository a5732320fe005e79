package com.flowex.access.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.access.testing.TestTenants;
import com.flowex.platform.telemetry.TenantLabels;
import com.flowex.platform.testing.Await;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests are counted by tenant, route and outcome, and a thousand tenants do not make a thousand series. */
@Timeout(900)
class TenantTimersTest {

    private static long count(SimpleMeterRegistry registry, String tenant, String route) {
        Timer timer = registry.find("flowex.tenant.requests")
                .tags("tenant", tenant, "method", "GET", "route", route)
                .timer();
        return timer == null ? 0 : timer.count();
    }

    @Test
    void theFirstHundredHaveSeriesOfTheirOwnAndAllOthersShareOne() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        TenantTimers timers = new TenantTimers(registry, new TenantLabels());
        for (int round = 0; round < 2; round++) {
            for (int tenant = 1; tenant <= 1_000; tenant++) {
                timers.record(tenant, "GET /a", 200, 1_000);
            }
        }
        assertEquals(101, registry.find("flowex.tenant.requests").timers().size());
        assertEquals(2, count(registry, "1", "/a"));
        assertEquals(2, count(registry, "100", "/a"));
        assertEquals(0, count(registry, "101", "/a"));
        assertEquals(1_800, count(registry, "other", "/a"));
    }

    @Test
    void tenantWithItsOwnSeriesHasThemForEveryRouteAndOutcome() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        TenantTimers timers = new TenantTimers(registry, new TenantLabels());
        for (int tenant = 1; tenant <= 101; tenant++) {
            timers.record(tenant, "GET /a", 200, 1_000);
        }
        timers.record(7, "GET /b", 503, 1_000);
        timers.record(101, "GET /b", 204, 1_000);
        assertEquals(1, count(registry, "7", "/b"));
        assertEquals(1, count(registry, "other", "/b"));
        assertEquals(
                "5xx",
                registry.get("flowex.tenant.requests")
                        .tags("tenant", "7", "route", "/b")
                        .timer()
                        .getId()
                        .getTag("status"));
    }

    @Test
    void aRequestIsCountedForItsTenantAndItsRoutesPattern() {
        try (TestStand stand = TestStand.fresh();
                TestServer server = TestServer.of(
                        stand, new Routes().get("/things/{id}", Access.PUBLIC, _ -> Answer.noContent()))) {
            Tenant acme = TestTenants.add(stand, "acme");
            server.send(
                    server.request("/things/17", "").header("X-Tenant", "acme").GET());
            String labels = "method=\"GET\",route=\"/things/{id}\",";
            String more = "status=\"2xx\",tenant=\"" + acme.number() + "\"} 1";
            // Counted when the answer is out.
            Await.until(() -> stand.telemetry()
                    .scrape()
                    .lines()
                    .anyMatch(line -> line.startsWith("flowex_tenant_requests_seconds_count{")
                            && line.contains(labels)
                            && line.contains(more)));
        }
    }
}
