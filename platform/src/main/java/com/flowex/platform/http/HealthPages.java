package com.flowex.platform.http;

import com.flowex.platform.health.Health;
import com.flowex.platform.telemetry.Telemetry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /health}, {@code /ready}, {@code /live} and {@code /metrics}. */
final class HealthPages {

    /** @param status "ok" or "failing"; a part is "ok" or says in one line what is wrong */
    record Page(String status, Map<String, String> parts) {}

    private HealthPages() {}

    static Routes routes(Health health) {
        return new Routes()
                .get("/health", Access.PUBLIC, _ -> Answer.ok(page(health)))
                .get("/ready", Access.PUBLIC, _ -> Answer.of(health.ready() ? 200 : 503, page(health)))
                .get("/live", Access.PUBLIC, _ -> Answer.ok(Map.of("status", "ok")));
    }

    static Routes metrics(Telemetry telemetry) {
        return new Routes()
                .get(
                        "/metrics",
                        Access.PUBLIC,
                        _ -> Answer.bytes(
                                200, Telemetry.CONTENT_TYPE, telemetry.scrape().getBytes(StandardCharsets.UTF_8)));
    }

    private static Page page(Health health) {
        Map<String, String> parts = new LinkedHashMap<>();
        health.states()
                .forEach((name, state) -> parts.put(
                        name,
                        switch (state) {
                            case Health.State.Up() -> "ok";
                            case Health.State.Down(String why) -> why;
                            case Health.State.Impaired(String why) -> why;
                        }));
        boolean ok = parts.values().stream().allMatch("ok"::equals);
        return new Page(ok ? "ok" : "failing", parts);
    }
}
