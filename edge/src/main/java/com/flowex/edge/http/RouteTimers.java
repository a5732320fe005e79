package com.flowex.edge.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long the answers of one route took, by class of status: one timer each, made once and not looked up again. */
final class RouteTimers {

    private static final int CLASSES = 6;

    private final String name;
    private final Timer[] byClass = new Timer[CLASSES];

    RouteTimers(MeterRegistry registry, String method, String pattern) {
        this.name = method + " " + pattern;
        for (int i = 1; i < CLASSES; i++) {
            byClass[i] = Timer.builder("http.server.requests")
                    .description("Time from the request's headers to its answer")
                    .tag("method", method)
                    .tag("route", pattern)
                    .tag("status", i + "xx")
                    .serviceLevelObjectives(
                            Duration.ofMillis(1),
                            Duration.ofMillis(5),
                            Duration.ofMillis(20),
                            Duration.ofMillis(100),
                            Duration.ofMillis(500),
                            Duration.ofSeconds(2))
                    .register(registry);
        }
    }

    /** "GET /api/trading/orders/{id}". */
    String name() {
        return name;
    }

    void record(int status, long nanos) {
        int statusClass = Math.clamp(status / 100, 1, CLASSES - 1);
        byClass[statusClass].record(nanos, TimeUnit.NANOSECONDS);
    }
}
