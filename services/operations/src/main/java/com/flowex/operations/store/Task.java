package com.flowex.operations.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One task as it was read from the database.
 *
 * @param key key of which a tenant has at most one task of a kind; null if the task has none
 * @param claim counter of the claims, increased by each process that takes the task
 * @param yielded true if the task was left between two steps
 * @param progress progress in percent
 * @param why reason of the last failure, for operators
 */
public record Task(
        int tenant,
        long id,
        String kind,
        State state,
        int priority,
        @Nullable String key,
        int attempts,
        Instant dueAt,
        long claim,
        @Nullable String worker,
        boolean yielded,
        boolean cancelRequested,
        int progress,
        String note,
        String why,
        List<StepReport> steps,
        String requestedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    public static final int PRIORITY_MAX = 9;
    public static final int PRIORITY_DEFAULT = 5;

    /** State of a task. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        DEAD,
        CANCELED;

        /** Returns the state's name on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Task {
        steps = List.copyOf(steps);
    }

    /** Returns the task as it is after it was taken by the caller, who read it under a lock. */
    public Task taken() {
        return new Task(
                tenant,
                id,
                kind,
                State.RUNNING,
                priority,
                key,
                attempts,
                dueAt,
                claim + 1,
                worker,
                false,
                cancelRequested,
                progress,
                note,
                why,
                steps,
                requestedBy,
                createdAt,
                startedAt,
                endedAt);
    }
}
