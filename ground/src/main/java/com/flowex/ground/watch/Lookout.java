package com.flowex.ground.watch;

import com.flowex.ground.health.Health;
import com.flowex.ground.health.HealthChange;
import com.flowex.ground.work.Worker;
import com.flowex.ground.work.Workers;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Looks at parts of the process every second, begins those looks that take a while aside, and writes down what has changed. A look
 * that takes longer than it may is told on the health page and keeps nobody waiting.
 */
public final class Lookout implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);

    /** A look at something that may be slow or hang. */
    @FunctionalInterface
    public interface Probe {
        Look look() throws Exception;
    }

    private final Health health;
    private final HealthHistory history;
    private final MultiGauge shown;
    private final MultiGauge ready;
    private final Worker worker;
    private final List<Watched> watched = new CopyOnWriteArrayList<>();

    /** @param history takes what has changed */
    public Lookout(Workers workers, HealthHistory history) {
        this.health = workers.health();
        this.history = history;
        this.shown = MultiGauge.builder("flowex.health")
                .description("How a part of the process is: 2 up, 1 impaired, 0 down")
                .register(workers.registry());
        this.ready = MultiGauge.builder("flowex.ready")
                .description("1 while a service of the process can be sent work")
                .register(workers.registry());
        this.worker = workers.atOnceAndEvery("health-watch", EVERY, this::turn);
    }

    /** Begins. */
    public Lookout start() {
        health.note(new HealthChange(Instant.now(), "", "", "started", ""));
        worker.start();
        return this;
    }

    /**
     * Has a part looked at.
     *
     * @param pause from the begin of a look to that of the next
     * @param longest a look that takes longer is a fault of the part
     */
    public void watch(String name, Duration pause, Duration longest, Probe probe) {
        Watched part = new Watched(name, pause, longest, probe, System::nanoTime);
        watched.add(part);
        health.register(name, part);
    }

    /** Newest first. */
    public List<HealthHistory.Entry> history(int limit) {
        return history.last(limit);
    }

    private void turn() {
        watched.forEach(Watched::lookIfDue);
        Health.Looked looked = health.look();
        shown.register(
                looked.components().entrySet().stream()
                        .map(part -> MultiGauge.Row.of(
                                Tags.of("part", part.getKey()),
                                level(part.getValue().state())))
                        .toList(),
                true);
        ready.register(
                looked.services().keySet().stream()
                        .map(service -> MultiGauge.Row.of(
                                Tags.of("of", service), looked.ready(service, Health.Group.ALL) ? 1 : 0))
                        .toList(),
                true);
        health.take(history::add);
    }

    private static int level(Health.State state) {
        return switch (state) {
            case Health.State.Up() -> 2;
            case Health.State.Impaired _ -> 1;
            case Health.State.Down _, Health.State.Away _ -> 0;
        };
    }

    @Override
    public void close() {
        worker.close(EVERY);
        watched.forEach(part -> {
            part.end(EVERY);
            health.remove(part.name());
        });
    }
}
