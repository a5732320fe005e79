package com.flowex.marketdata.stream;

import com.flowex.ground.telemetry.TenantLabels;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections tenants have, what those are sent and which of them had to be closed. Safe for many threads. */
public final class StreamFigures {

    private final ConcurrentHashMap<String, OfTenant> byLabel = new ConcurrentHashMap<>();
    private final MeterRegistry registry;
    private final TenantLabels labels;

    /**
     * Nothing is counted yet.
     *
     * @param labels under which name a tenant's are kept
     */
    public StreamFigures(MeterRegistry registry, TenantLabels labels) {
        this.registry = registry;
        this.labels = labels;
    }

    OfTenant of(int tenant) {
        return byLabel.computeIfAbsent(labels.of(tenant), OfTenant::new);
    }

    /** Those of one tenant, or of all that share a name. */
    final class OfTenant {

        private final AtomicInteger connections;
        private final Counter messages;
        private final Counter slow;
        private final Counter stalled;

        private OfTenant(String label) {
            AtomicInteger open = new AtomicInteger();
            connections = open;
            Gauge.builder("flowex.websocket.connections", open, AtomicInteger::get)
                    .description("open market data connections")
                    .tag(TenantLabels.TAG, label)
                    .register(registry);
            messages = counter("flowex.websocket.messages", label, "messages sent over market data connections");
            slow = counter(
                    "flowex.websocket.slow.readers",
                    label,
                    "market data connections closed because the trades overtook them");
            stalled = counter(
                    "flowex.websocket.stalled.readers",
                    label,
                    "market data connections cut because their clients took nothing any more");
        }

        private Counter counter(String name, String label, String description) {
            return Counter.builder(name)
                    .description(description)
                    .tag(TenantLabels.TAG, label)
                    .register(registry);
        }

        void opened() {
            connections.incrementAndGet();
        }

        void ended() {
            connections.decrementAndGet();
        }

        void sent() {
            messages.increment();
        }

        void overtaken() {
            slow.increment();
        }

        void stalled() {
            stalled.increment();
        }
    }
}
