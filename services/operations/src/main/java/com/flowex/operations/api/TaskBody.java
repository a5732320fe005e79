package com.flowex.operations.api;

import com.flowex.operations.store.StepReport;
import com.flowex.operations.store.Task;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schema Task of docs/api/openapi.yaml. */
record TaskBody(
        String id,
        String kind,
        String state,
        int priority,
        @Nullable String key,
        int attempts,
        int progress,
        String note,
        @Nullable String why,
        boolean cancelAsked,
        String requestedBy,
        Instant createdAt,
        Instant dueAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        List<StepBody> steps) {

    /** Step of a task. */
    record StepBody(
            String name,
            String state,
            int attempts,
            String note,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {

        static StepBody of(StepReport step) {
            return new StepBody(
                    step.name(), step.word(), step.attempts(), step.note(), step.startedAt(), step.endedAt());
        }
    }

    /** @param whole true if the body includes the technical reason of a failure, which only operators see */
    static TaskBody of(Task task, boolean whole) {
        return new TaskBody(
                Long.toString(task.id()),
                task.kind(),
                task.state().word(),
                task.priority(),
                task.key(),
                task.attempts(),
                task.progress(),
                task.note(),
                whole && !task.why().isEmpty() ? task.why() : null,
                task.cancelRequested(),
                task.requestedBy(),
                task.createdAt(),
                task.dueAt(),
                task.startedAt(),
                task.endedAt(),
                task.steps().stream().map(StepBody::of).toList());
    }
}
