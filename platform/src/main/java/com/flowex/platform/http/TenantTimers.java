package com.flowex.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How many requests each tenant has and how long they take. The first hundred tenants that send some have series of their
 * own; the others share one, so that a thousand tenants do not make a thousand series of every figure.
 */
final class TenantTimers {

    private static final int OWN_MAX = 100;
    private static final String OTHERS = "other";

    private final ConcurrentHashMap<Integer, Timer> own = new ConcurrentHashMap<>();
    private final MeterRegistry registry;
    private final Timer others;

    TenantTimers(MeterRegistry registry) {
        this.registry = registry;
        this.others = timer(OTHERS);
    }

    private Timer timer(String tenant) {
        return Timer.builder("flowex.tenant.requests")
                .description("Requests of a tenant and the time they took; beyond the first hundred under other")
                .tag("tenant", tenant)
                .register(registry);
    }

    void record(int tenant, long nanos) {
        Timer timer = own.get(tenant);
        if (timer == null) {
            timer = own.size() < OWN_MAX ? own.computeIfAbsent(tenant, number -> timer(number.toString())) : others;
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }
}
