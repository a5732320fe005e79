package com.flowex.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How many requests each tenant has of each route, how they end and how long they take. The first hundred tenants that send
 * some have series of their own; the others share one, so that a thousand tenants do not make a thousand series of every
 * figure. A series is made when something is to be counted under it.
 */
final class TenantTimers {

    private static final int OWN_MAX = 100;
    private static final String OTHERS = "other";

    /** @param tenant 0: all that have none of their own */
    private record Series(int tenant, String route, int statusClass) {}

    private final Set<Integer> own = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<Series, Timer> timers = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    TenantTimers(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param route as in "GET /api/trading/orders/{id}" */
    void record(int tenant, String route, int status, long nanos) {
        Series series = new Series(hasOwn(tenant) ? tenant : 0, route, status / 100);
        Timer timer = timers.get(series);
        if (timer == null) {
            timer = timers.computeIfAbsent(series, this::timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Two at the same moment may both be the last to get one. */
    private boolean hasOwn(int tenant) {
        return own.contains(tenant) || own.size() < OWN_MAX && own.add(tenant);
    }

    private Timer timer(Series series) {
        String[] methodAndPattern = series.route.split(" ", 2);
        return Timer.builder("flowex.tenant.requests")
                .description("Requests of a tenant and the time they took; beyond the first hundred under other")
                .tag("tenant", series.tenant == 0 ? OTHERS : Integer.toString(series.tenant))
                .tag("method", methodAndPattern[0])
                .tag("route", methodAndPattern[1])
                .tag("status", series.statusClass + "xx")
                .register(registry);
    }
}
