package com.flowex.operations.task;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One task as it was read.
 *
 * @param key of tasks of one kind with one key a tenant has one; null: it has none
 * @param claim counts who took it
 * @param yielded it was left between two steps
 * @param progress in percent
 * @param why what went wrong last: for operators
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
        boolean cancelAsked,
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

    /** How a task stands. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        DEAD,
        CANCELED;

        /** Its name on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Task {
        steps = List.copyOf(steps);
    }

    /** As it is once it was taken by whoever read it under a lock. */
    Task taken() {
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
                cancelAsked,
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
