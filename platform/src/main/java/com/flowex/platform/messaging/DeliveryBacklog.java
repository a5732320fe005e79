package com.flowex.platform.messaging;

import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;

/**
 * Backlog of a receiver: number of undelivered messages and the time since there were none; reported on the health page
 * and in the metrics.
 */
final class DeliveryBacklog implements AutoCloseable {

    private static final double NANOS_PER_SECOND = 1e9;

    private final String to;
    private final Duration longest;
    private final Health health;
    private final MeterRegistry registry;
    private final List<Gauge> gauges;
    private volatile long waiting;
    private volatile long emptyNanos = System.nanoTime();

    DeliveryBacklog(String to, Duration longest, Workers workers) {
        this.to = to;
        this.longest = longest;
        this.health = workers.health();
        this.registry = workers.registry();
        this.gauges = List.of(
                Gauge.builder("flowex.outbox.pending", this, backlog -> backlog.waiting)
                        .description("Messages that are not published yet")
                        .tag("consumer", to)
                        .register(registry),
                Gauge.builder("flowex.outbox.oldest.pending.seconds", this, DeliveryBacklog::seconds)
                        .description("Age of the oldest unpublished message; 0 if there is none")
                        .tag("consumer", to)
                        .register(registry));
        health.register("outbox " + to, this::state);
    }

    /** Sets the present number of waiting messages. */
    void is(long messages) {
        if (messages == 0) {
            emptyNanos = System.nanoTime();
        }
        waiting = messages;
    }

    private double seconds() {
        return waiting == 0 ? 0 : (System.nanoTime() - emptyNanos) / NANOS_PER_SECOND;
    }

    Health.State state() {
        double seconds = seconds();
        return seconds <= longest.toSeconds()
                ? Health.UP
                : new Health.State.Degraded(
                        waiting + " messages are not yet published to " + to + ", for " + (long) seconds + " s");
    }

    @Override
    public void close() {
        health.remove("outbox " + to);
        gauges.forEach(registry::remove);
    }
}
