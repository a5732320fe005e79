package com.flowex.edge.http;

import com.flowex.ground.health.Health;
import com.flowex.ground.settings.AddressRange;
import com.flowex.ground.telemetry.Telemetry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /health}, {@code /ready}, {@code /live}, {@code /metrics} and {@code /api/time}. */
final class HealthPages {

    static final String METRICS = "/metrics";

    /** @param status "ok", "limited" where some are not served, or "failing"; a part is "ok" or says in one line what is wrong */
    record Page(String status, Map<String, String> parts) {}

    /** What the signature of a request is judged by, as text and in the milliseconds that X-Timestamp takes. */
    record Now(Instant time, long unixMillis) {

        static Now of(InstantSource clock) {
            Instant now = clock.instant();
            return new Now(now, now.toEpochMilli());
        }
    }

    private HealthPages() {}

    static Routes routes(Health health) {
        return new Routes()
                .get("/health", Access.PUBLIC, _ -> Answer.ok(page(health)))
                .get("/ready", Access.PUBLIC, _ -> Answer.of(health.ready() ? 200 : 503, page(health)))
                .get("/live", Access.PUBLIC, _ -> Answer.ok(Map.of("status", "ok")))
                .get("/api/time", Access.PUBLIC, _ -> Answer.ok(Now.of(InstantSource.system())));
    }

    static Routes metrics(Telemetry telemetry, List<AddressRange> readers) {
        return new Routes().get(METRICS, Access.PUBLIC, new Figures(telemetry::scrape, readers, System::nanoTime));
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
        return new Page(ok ? "ok" : health.ready() ? "limited" : "failing", parts);
    }
}
