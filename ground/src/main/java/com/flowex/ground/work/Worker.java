package com.flowex.ground.work;

import com.flowex.ground.database.SqlFaults;
import com.flowex.ground.health.Health;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named piece of background work on a thread of its own. A turn that fails, with whatever it throws, is taken again after
 * a pause that doubles up to {@link #BACK_OFF_MAX} or the worker's own pause; so is one that a stranger interrupts. Only
 * {@link #close} ends it. While it fails, {@code /health} says so and why; were its thread gone all the same, that too.
 *
 * <p>A platform thread, so that requests that keep every carrier of virtual threads busy cannot keep it from its turn.
 */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** The pause after the first failure in a row. */
    static final Duration BACK_OFF_MIN = Duration.ofMillis(100);

    static final Duration BACK_OFF_MAX = Duration.ofSeconds(5);

    private static final int DOUBLINGS_MAX = 30;

    private final String name;
    private final Duration pause;
    private final boolean pausesFirst;
    private final Workers.Turn turn;
    private final Health health;
    private final MeterRegistry registry;
    private final Counter failures;
    private final Gauge working;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile int failedInARow;
    private volatile String why = "";
    private @Nullable Class<?> traced;

    Worker(Workers place, String name, Duration pause, boolean pausesFirst, Workers.Turn turn) {
        this.name = name;
        this.pause = pause;
        this.pausesFirst = pausesFirst;
        this.turn = turn;
        this.health = place.health();
        this.registry = place.registry();
        this.failures = Counter.builder("worker.failures")
                .description("Turns of background work that failed and were taken again")
                .tag("worker", name)
                .register(registry);
        this.working = Gauge.builder(
                        "worker.working", this, worker -> worker.state() instanceof Health.State.Up ? 1 : 0)
                .description("1 while the background work does what it should, 0 while it fails or is gone")
                .tag("worker", name)
                .register(registry);
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
    }

    /** Begins; once, however often it is asked. */
    public Worker start() {
        if (!begun.getAndSet(true)) {
            thread.start();
            health.register(name, this::state);
        }
        return this;
    }

    /** Whether the last turn went well. */
    public Health.State state() {
        if (closed.getCount() > 0 && thread.getState() == Thread.State.TERMINATED) {
            return new Health.State.Impaired("is gone: only a restart brings it back; " + why);
        }
        int times = failedInARow;
        return times == 0 ? Health.UP : new Health.State.Impaired("failed " + times + " times in a row: " + why);
    }

    /** Whether it is to end: a long turn asks now and then. */
    public boolean isClosing() {
        return closed.getCount() == 0;
    }

    /**
     * Waits within a turn, but not longer than it takes until somebody closes.
     *
     * @return whether somebody has closed
     */
    public boolean awaitClosing(Duration longest) throws InterruptedException {
        return closed.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void work() {
        boolean goesOn = !pausesFirst || !ends(pause);
        while (goesOn) {
            Duration next = pause;
            try {
                turn.run();
                recovered();
            } catch (Throwable e) { // an Error too: whoever catches it elsewhere leaves work undone that nobody misses
                next = failed(e);
            }
            goesOn = !ends(next);
        }
    }

    /** Whether it is to end, after a pause; a stranger's interrupt only cuts the pause short. */
    private boolean ends(Duration longest) {
        try {
            return awaitClosing(longest);
        } catch (InterruptedException e) {
            return isClosing();
        }
    }

    /**
     * Called within a long turn as soon as it does its work: the trouble before has ended then, not at the turn's end, which may be far away.
     */
    public void works() {
        recovered();
    }

    private void recovered() {
        if (failedInARow > 0) {
            LOG.warn("{} works again after {} failures", name, failedInARow);
            failedInARow = 0;
            why = "";
        }
    }

    private Duration failed(Throwable e) {
        if (isClosing()) {
            return Duration.ZERO;
        }
        failures.increment();
        why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        int before = failedInARow;
        if (before == 0) {
            said(e);
        }
        failedInARow = before + 1;
        long backOffMillis = BACK_OFF_MIN.toMillis() << Math.min(before, DOUBLINGS_MAX);
        return Duration.ofMillis(Math.min(backOffMillis, Math.max(BACK_OFF_MAX.toMillis(), pause.toMillis())));
    }

    /** One line when it begins to fail; its trace, unless the fault passes or was traced before. */
    private void said(Throwable e) {
        if (isPassing(e) || e.getClass().equals(traced)) {
            LOG.warn("{} fails, which is tried again: {}", name, e.toString());
        } else {
            traced = e.getClass();
            LOG.error("{} fails, which is tried again", name, e);
        }
    }

    private static boolean isPassing(Throwable e) {
        return e instanceof Passing || e instanceof SQLException fault && SqlFaults.isPassing(fault);
    }

    /** Ends it and waits until the turn that is being taken has ended. */
    @Override
    public void close() {
        close(Duration.ofDays(1));
    }

    /** Ends it, and waits no longer than this for the turn that is being taken. */
    public void close(Duration patience) {
        closed.countDown();
        health.remove(name);
        registry.remove(working);
        registry.remove(failures);
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it although its turn waits for something. */
    public void cut(Duration patience) {
        closed.countDown();
        thread.interrupt();
        close(patience);
    }
}
