package com.flowex.platform.monitor;

import com.flowex.platform.health.Health;
import com.flowex.platform.health.HealthChange;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Health monitor: it probes the components of the process every second, slow probes asynchronously, and records
 * changes. A probe that exceeds its time limit shows on the health page and delays no caller.
 */
public final class HealthMonitor implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Probe of a component that may be slow or hang. */
    @FunctionalInterface
    public interface Probe {
        ProbeResult check() throws Exception;
    }

    private final Health health;
    private final HealthHistory history;
    private final MultiGauge shown;
    private final MultiGauge ready;
    private final Worker worker;
    private final List<MonitoredComponent> components = new CopyOnWriteArrayList<>();

    /** @param history receives the changes */
    public HealthMonitor(Workers workers, HealthHistory history) {
        this.health = workers.health();
        this.history = history;
        this.shown = MultiGauge.builder("flowex.health")
                .description("State of a part of the process: 2 up, 1 impaired, 0 down")
                .register(workers.registry());
        this.ready = MultiGauge.builder("flowex.service.ready")
                .description("1 while a service of the process takes requests")
                .register(workers.registry());
        this.worker = workers.atOnceAndEvery("health-watch", EVERY, this::turn);
    }

    /** Starts the monitor. */
    public HealthMonitor start() {
        health.note(new HealthChange(Instant.now(), "", "", "started", ""));
        worker.start();
        return this;
    }

    /**
     * Adds a component.
     *
     * @param pause time from the start of one probe to the start of the next
     * @param longest time limit of a probe; a longer one is a fault of the component
     */
    public void watch(String name, Duration pause, Duration longest, Probe probe) {
        MonitoredComponent part = new MonitoredComponent(name, pause, longest, probe, System::nanoTime);
        components.add(part);
        health.register(name, part);
    }

    /** Returns the last changes, newest first. */
    public List<HealthHistory.Entry> history(int limit) {
        return history.last(limit);
    }

    private void turn() {
        components.forEach(MonitoredComponent::checkIfDue);
        Health.HealthSnapshot checked = health.snapshot();
        shown.register(
                checked.components().entrySet().stream()
                        .map(part -> MultiGauge.Row.of(
                                Tags.of("part", part.getKey()),
                                level(part.getValue().state())))
                        .toList(),
                true);
        ready.register(
                checked.services().keySet().stream()
                        .map(service -> MultiGauge.Row.of(
                                Tags.of("component", service), checked.ready(service, Health.Group.ALL) ? 1 : 0))
                        .toList(),
                true);
        health.take(history::add);
    }

    private static int level(Health.State state) {
        return switch (state) {
            case Health.State.Up() -> 2;
            case Health.State.Degraded _ -> 1;
            case Health.State.Down _, Health.State.Away _ -> 0;
        };
    }

    @Override
    public void close() {
        worker.close(EVERY);
        components.forEach(part -> {
            part.end(EVERY);
            health.remove(part.name());
        });
    }
}
