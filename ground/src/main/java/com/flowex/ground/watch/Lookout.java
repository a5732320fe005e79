package com.flowex.ground.watch;

import com.flowex.ground.health.Health;
import com.flowex.ground.health.HealthChange;
import com.flowex.ground.work.Worker;
import com.flowex.ground.work.Workers;
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
    private final Worker worker;
    private final List<Watched> watched = new CopyOnWriteArrayList<>();

    /** @param history takes what has changed */
    public Lookout(Workers workers, HealthHistory history) {
        this.health = workers.health();
        this.history = history;
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
        health.components();
        health.take(history::add);
    }

    @Override
    public void close() {
        worker.close(EVERY);
    }
}
