package com.flowex.platform.jobs;

import com.flowex.platform.failure.OutageFaults;
import com.flowex.platform.health.Health;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Named background worker on a thread of its own. A run that fails with any exception is repeated after a pause that
 * doubles up to {@link #BACK_OFF_MAX} or the worker's own pause; so is one that was interrupted from outside. Only
 * {@link #close} ends the worker. While it fails, {@code /health} shows that with the reason; it also shows a thread
 * that is gone.
 *
 * <p>It uses a platform thread, so that requests that occupy every carrier of virtual threads cannot hold it up.
 */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** Pause after the first failure in a row. */
    static final Duration BACK_OFF_MIN = Duration.ofMillis(100);

    static final Duration BACK_OFF_MAX = Duration.ofSeconds(5);

    private static final int DOUBLINGS_MAX = 30;

    private final String name;
    private final Duration pause;
    private final boolean pausesFirst;
    private final Workers.RepeatedTask turn;
    private final Health health;
    private final MeterRegistry registry;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile int failedInARow;
    private volatile String why = "";
    private volatile @Nullable Gauge working;
    private @Nullable Class<?> traced;

    Worker(Workers place, String name, Duration pause, boolean pausesFirst, Workers.RepeatedTask turn) {
        this.name = name;
        this.pause = pause;
        this.pausesFirst = pausesFirst;
        this.turn = turn;
        this.health = place.health();
        this.registry = place.registry();
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
    }

    /** Starts the worker, which shows in health and metrics from then on; repeated calls have no effect. */
    public Worker start() {
        if (!begun.getAndSet(true)) {
            failures();
            working = Gauge.builder(
                            "flowex.worker.up", this, worker -> worker.state() instanceof Health.State.Up ? 1 : 0)
                    .description("1 while the worker works, 0 while it fails or has ended")
                    .tag("worker", name)
                    .register(registry);
            thread.start();
            health.register(name, this::state);
        }
        return this;
    }

    private Counter failures() {
        return Counter.builder("flowex.worker.failures")
                .description("Runs of background work that failed and were repeated")
                .tag("worker", name)
                .register(registry);
    }

    /** Returns the state by the last run. */
    public Health.State state() {
        if (closed.getCount() > 0 && thread.getState() == Thread.State.TERMINATED) {
            return new Health.State.Degraded("has ended: only a restart starts it again; " + why);
        }
        int times = failedInARow;
        return times == 0 ? Health.UP : new Health.State.Degraded("failed " + times + " times in a row: " + why);
    }

    /** Returns true if the worker has to end; a long run has to check this at intervals. */
    public boolean isClosing() {
        return closed.getCount() == 0;
    }

    /**
     * Waits within a run, but only until the worker is closed.
     *
     * @return true if it was closed
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
            } catch (Throwable e) { // an Error, too: elsewhere it would leave work undone unnoticed
                next = failed(e);
            }
            goesOn = !ends(next);
        }
    }

    /** Returns true if the worker has to end, after a pause; an interrupt from outside only shortens the pause. */
    private boolean ends(Duration longest) {
        try {
            return awaitClosing(longest);
        } catch (InterruptedException e) {
            return isClosing();
        }
    }

    /**
     * Notes within a long run that the work succeeds. An earlier fault then ends now and not at the run's end, which
     * may be far away.
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
        failures().increment();
        why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        int before = failedInARow;
        if (before == 0) {
            logFailure(e);
        }
        failedInARow = before + 1;
        long backOffMillis = BACK_OFF_MIN.toMillis() << Math.min(before, DOUBLINGS_MAX);
        return Duration.ofMillis(Math.min(backOffMillis, Math.max(BACK_OFF_MAX.toMillis(), pause.toMillis())));
    }

    /**
     * Logs one line when the worker begins to fail, with a stack trace unless the fault is transient or was logged
     * before.
     */
    private void logFailure(Throwable e) {
        if (OutageFaults.isOne(e) || e.getClass().equals(traced)) {
            LOG.warn("{} fails and is retried: {}", name, e.toString());
        } else {
            traced = e.getClass();
            LOG.error("{} fails and is retried", name, e);
        }
    }

    /** Ends the worker and waits until its present run has ended. */
    @Override
    public void close() {
        close(Duration.ofDays(1));
    }

    /** Ends the worker and waits at most this long for its present run. */
    public void close(Duration timeout) {
        closed.countDown();
        Gauge shown = working;
        if (shown != null) {
            health.remove(name);
            registry.remove(shown);
            registry.remove(failures());
        }
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the worker and interrupts its present run. */
    public void cut(Duration timeout) {
        closed.countDown();
        thread.interrupt();
        close(timeout);
    }
}
