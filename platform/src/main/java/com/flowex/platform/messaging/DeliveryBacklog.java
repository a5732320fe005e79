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
                Gauge.builder("outbox.waiting", this, untold -> untold.waiting)
                        .description("Messages that were not told yet")
                        .tag("to", to)
                        .register(registry),
                Gauge.builder("outbox.oldest.seconds", this, DeliveryBacklog::seconds)
                        .description("For how long there was something to tell; 0 if there is nothing")
                        .tag("to", to)
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
                        waiting + " messages wait to be told to " + to + ", for " + (long) seconds + " s");
    }

    @Override
    public void close() {
        health.remove("outbox " + to);
        gauges.forEach(registry::remove);
    }
}
