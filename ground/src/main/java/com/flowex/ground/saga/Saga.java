package com.flowex.ground.saga;

import java.time.Instant;
import java.util.Optional;

/**
 * How a saga stands.
 *
 * @param step number of the one that is being done, or undone
 * @param attempts of this step that failed, in a row
 * @param committed whether it is past the point from which nothing is undone by itself
 * @param cancelAsked whether somebody asked for its end before that point
 * @param failure why it failed or is being undone
 * @param why it waits, is tried again or has stopped; empty if there is nothing to say
 * @param stepSince when this step began
 * @param version changes with every change
 */
public record Saga(
        SagaKey key,
        State state,
        int step,
        int attempts,
        boolean committed,
        boolean cancelAsked,
        Optional<Failure> failure,
        String why,
        Instant stepSince,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** Code of one that was undone because a step of it was tried often enough. */
    public static final String GAVE_UP = "gave_up";

    /** Whether it goes on. */
    public enum State {
        RUNNING,
        /** What was done is being undone. */
        COMPENSATING,
        /** It can neither go on nor back by itself. */
        STOPPED,
        COMPLETED,
        /** Everything is as it was before. */
        FAILED;

        public boolean hasEnded() {
            return this == COMPLETED || this == FAILED;
        }
    }

    /**
     * Why it could not be done.
     *
     * @param code for programs
     * @param why in words
     */
    public record Failure(String code, String why) {}

    /**
     * What became of a step.
     *
     * @param attempts that failed
     */
    public record StepReport(
            int step, String name, String state, int attempts, String note, Instant startedAt, Instant updatedAt) {}
}
