package com.flowex.platform.saga;

import java.time.Instant;
import java.util.Optional;

/**
 * State of a saga.
 *
 * @param step number of the step that is being run or undone
 * @param attempts number of consecutive failed attempts at this step
 * @param committed true if it is past the point of no return, after which no step is undone automatically
 * @param cancelRequested true if its cancellation was requested before that point
 * @param failure why it failed or is being undone
 * @param why reason of a wait, a retry or a stop; empty if there is none
 * @param stepSince beginning of this step
 * @param version changes with every change
 */
public record Saga(
        SagaKey key,
        State state,
        int step,
        int attempts,
        boolean committed,
        boolean cancelRequested,
        Optional<Failure> failure,
        String why,
        Instant stepSince,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** Code of a saga that was undone because one of its steps used up its attempts. */
    public static final String GAVE_UP = "gave_up";

    /** Phase of a saga. */
    public enum State {
        RUNNING,
        /** Its completed steps are being undone. */
        COMPENSATING,
        /** It can neither continue nor be undone automatically. */
        STOPPED,
        COMPLETED,
        /** All its effects are undone. */
        FAILED;

        public boolean hasEnded() {
            return this == COMPLETED || this == FAILED;
        }
    }

    /**
     * Reason of a failure.
     *
     * @param code code for programs
     * @param why text for people
     */
    public record Failure(String code, String why) {}

    /**
     * Result of a step so far.
     *
     * @param attempts number of failed attempts
     */
    public record StepReport(
            int step, String name, String state, int attempts, String note, Instant startedAt, Instant updatedAt) {}
}
