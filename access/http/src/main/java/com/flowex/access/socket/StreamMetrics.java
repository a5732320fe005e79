package com.flowex.access.socket;

import com.flowex.platform.telemetry.TenantLabels;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Metrics of streams by tenant: connections, messages, and connections that had to be closed. Thread-safe. */
public final class StreamMetrics {

    private final ConcurrentHashMap<String, OfTenant> byLabel = new ConcurrentHashMap<>();
    private final String name;
    private final String of;
    private final MeterRegistry registry;
    private final TenantLabels labels;

    /**
     * Creates the metrics.
     *
     * @param name prefix of the metrics' names, {@code flowex.websocket}
     * @param of subject of the stream, {@code market data}
     * @param labels names of the tenants' series
     */
    public StreamMetrics(String name, String of, MeterRegistry registry, TenantLabels labels) {
        this.name = name;
        this.of = of;
        this.registry = registry;
        this.labels = labels;
    }

    OfTenant of(int tenant) {
        return byLabel.computeIfAbsent(labels.of(tenant), OfTenant::new);
    }

    /** Metrics of one tenant, or of all that share a label. */
    final class OfTenant {

        private final AtomicInteger connections;
        private final Counter messages;
        private final Counter slow;
        private final Counter stalled;

        private OfTenant(String label) {
            AtomicInteger open = new AtomicInteger();
            connections = open;
            Gauge.builder(name + ".connections", open, AtomicInteger::get)
                    .description("Open " + of + " connections")
                    .tag(TenantLabels.TAG, label)
                    .register(registry);
            messages = counter(".messages", label, "Messages sent over " + of + " connections");
            slow = counter(".slow.readers", label, of + " connections closed because their clients read too slowly");
            stalled = counter(".stalled.readers", label, of + " connections cut because their clients stopped reading");
        }

        private Counter counter(String ending, String label, String description) {
            return Counter.builder(name + ending)
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
