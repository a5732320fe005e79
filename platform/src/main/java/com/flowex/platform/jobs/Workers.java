package com.flowex.platform.jobs;

import com.flowex.platform.health.Health;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Factory of the workers of one process, which all report to the same health and metrics. */
public record Workers(Health health, MeterRegistry registry) {

    /** Repeated work; any exception is a failure of one run. */
    @FunctionalInterface
    public interface RepeatedTask {
        void run() throws Exception;
    }

    /**
     * Creates a worker that runs at intervals, the first time after one pause.
     *
     * @param name name on the health page, in the log and in the metrics
     */
    public Worker every(String name, Duration pause, RepeatedTask turn) {
        return new Worker(this, name, pause, true, turn);
    }

    /** Creates a worker that runs at once and then at intervals. */
    public Worker atOnceAndEvery(String name, Duration pause, RepeatedTask turn) {
        return new Worker(this, name, pause, false, turn);
    }

    /** Creates a worker whose run waits for work by itself, and returns at intervals even without work. */
    public Worker always(String name, RepeatedTask turn) {
        return new Worker(this, name, Duration.ZERO, false, turn);
    }
}
