package com.flowex.access.http.server;

import com.flowex.platform.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;

/** Timers and traces of requests. */
record RequestTelemetry(MeterRegistry registry, TenantTimers tenants, Tracing tracing) {

    /** Returns the timers of a route. */
    RouteTimers timers(String method, String pattern) {
        return new RouteTimers(registry, method, pattern);
    }
}
