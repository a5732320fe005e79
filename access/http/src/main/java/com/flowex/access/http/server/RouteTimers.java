package com.flowex.access.http.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Timers of one route's answers, by class of status. A timer is created at its first answer and then cached; a route
 * that was never called has no series.
 */
final class RouteTimers {

    private static final int CLASSES = 6;

    private final String name;
    private final MeterRegistry registry;
    private final String method;
    private final String pattern;
    private final AtomicReferenceArray<@Nullable Timer> byClass = new AtomicReferenceArray<>(CLASSES);

    RouteTimers(MeterRegistry registry, String method, String pattern) {
        this.name = method + " " + pattern;
        this.registry = registry;
        this.method = method;
        this.pattern = pattern;
    }

    /** Returns its name, as in "GET /api/trading/orders/{id}". */
    String name() {
        return name;
    }

    void record(int status, long nanos) {
        int statusClass = Math.clamp(status / 100, 1, CLASSES - 1);
        Timer timer = byClass.get(statusClass);
        if (timer == null) {
            timer = timer(statusClass);
            byClass.set(statusClass, timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Returns the timer; the registry returns the same one to two concurrent calls. */
    private Timer timer(int statusClass) {
        return Timer.builder("http.server.requests")
                .description("Time from the request's headers to its answer")
                .tag("method", method)
                .tag("route", pattern)
                .tag("status", statusClass + "xx")
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
