package com.flowex.ground.work;

import com.flowex.ground.health.Health;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Makes the workers of one process, which all report to the same place. */
public record Workers(Health health, MeterRegistry registry) {

    /** One piece of work that is done again and again; whatever it throws is a failure of one turn. */
    @FunctionalInterface
    public interface Turn {
        void run() throws Exception;
    }

    /**
     * Work that is due so often; the first time after one pause.
     *
     * @param name what the operator reads on the health page, in the log and in the metrics
     */
    public Worker every(String name, Duration pause, Turn turn) {
        return new Worker(this, name, pause, true, turn);
    }

    /** Work that is due at once and then so often. */
    public Worker atOnceAndEvery(String name, Duration pause, Turn turn) {
        return new Worker(this, name, pause, false, turn);
    }

    /** Work whose turn waits for something to do by itself, and returns now and then although there is nothing. */
    public Worker always(String name, Turn turn) {
        return new Worker(this, name, Duration.ZERO, false, turn);
    }
}
