package com.flowex.access.http.server;

import com.flowex.platform.telemetry.TenantLabels;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Timers of each tenant's requests by route and class of status. A series is created at its first value. */
final class TenantTimers {

    private record Series(String tenant, String route, int statusClass) {}

    private final ConcurrentHashMap<Series, Timer> timers = new ConcurrentHashMap<>();
    private final MeterRegistry registry;
    private final TenantLabels labels;

    /** @param labels names of the tenants' series */
    TenantTimers(MeterRegistry registry, TenantLabels labels) {
        this.registry = registry;
        this.labels = labels;
    }

    /** @param route as in "GET /api/trading/orders/{id}" */
    void record(int tenant, String route, int status, long nanos) {
        Series series = new Series(labels.of(tenant), route, status / 100);
        Timer timer = timers.get(series);
        if (timer == null) {
            timer = timers.computeIfAbsent(series, this::timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Series series) {
        String[] methodAndPattern = series.route.split(" ", 2);
        return Timer.builder("flowex.tenant.requests")
                .description("Duration of a tenant's requests; tenants beyond the first hundred count as other")
                .tag(TenantLabels.TAG, series.tenant)
                .tag("method", methodAndPattern[0])
                .tag("route", methodAndPattern[1])
                .tag("status", series.statusClass + "xx")
                .register(registry);
    }
}
