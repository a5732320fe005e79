package com.flowex.platform.monitor;

import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.AsyncTask;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Component with a slow probe: it is probed asynchronously, one probe at a time, and the last result is kept.
 * Thread-safe.
 */
final class MonitoredComponent implements Health.Check {

    private final String name;
    private final long pauseNanos;
    private final long longestNanos;
    private final HealthMonitor.Probe probe;
    private final LongSupplier nanoClock;
    private final Semaphore idle = new Semaphore(1);
    private volatile ProbeResult last = ProbeResult.up(Map.of());
    private volatile long startNanos;

    MonitoredComponent(
            String name, Duration pause, Duration longest, HealthMonitor.Probe probe, LongSupplier nanoClock) {
        this.name = name;
        this.pauseNanos = pause.toNanos();
        this.longestNanos = longest.toNanos();
        this.probe = probe;
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong() - pauseNanos;
    }

    String name() {
        return name;
    }

    /** Starts a probe if it is due and the last one has ended; returns at once. */
    void checkIfDue() {
        if (nanoClock.getAsLong() - startNanos >= pauseNanos && idle.tryAcquire()) {
            startNanos = nanoClock.getAsLong();
            AsyncTask.begin("health " + name, this::check);
        }
    }

    private void check() {
        try {
            last = probe.check();
        } catch (Exception e) {
            last = ProbeResult.impaired("cannot be looked at: " + e.getMessage(), Map.of());
        } finally {
            idle.release();
        }
    }

    /** Ends the probes; it waits for a running one at most this long, because its component is about to be closed. */
    void end(Duration timeout) {
        try {
            idle.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Health.State state() {
        long nanos = nanoClock.getAsLong() - startNanos;
        if (idle.availablePermits() == 0 && nanos > longestNanos) {
            return new Health.State.Degraded(
                    "has not answered for " + Duration.ofNanos(nanos).toSeconds() + " s");
        }
        return last.state();
    }

    @Override
    public Map<String, Number> figures() {
        return last.figures();
    }
}
