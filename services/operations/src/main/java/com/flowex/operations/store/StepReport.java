package com.flowex.operations.store;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Result of a step so far.
 *
 * @param attempts number of failed attempts
 * @param note one line for people
 * @param endedAt null until the step has ended
 */
public record StepReport(
        String name,
        State state,
        int attempts,
        String note,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** State of a step. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        SKIPPED;

        public boolean isOver() {
            return this == DONE || this == FAILED || this == SKIPPED;
        }
    }

    public static StepReport waiting(String name) {
        return new StepReport(name, State.WAITING, 0, "", null, null);
    }

    public StepReport begun(Instant now) {
        return new StepReport(name, State.RUNNING, attempts, note, now, null);
    }

    public StepReport done(String line, Instant now) {
        return new StepReport(name, State.DONE, attempts, line, startedAt, now);
    }

    public StepReport failedOnce(boolean forGood, Instant now) {
        return new StepReport(
                name,
                forGood ? State.FAILED : State.WAITING,
                attempts + 1,
                "attempt " + (attempts + 1) + " failed",
                startedAt,
                forGood ? now : null);
    }

    public StepReport waitingOn() {
        return new StepReport(name, State.WAITING, attempts, note, startedAt, null);
    }

    public StepReport skipped() {
        return new StepReport(name, State.SKIPPED, attempts, "left out: what it waits for failed", null, null);
    }

    /** Returns the state's name on the wire. */
    public String word() {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
