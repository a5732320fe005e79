package com.flowex.operations.app;

import java.time.Duration;
import java.util.Set;

/**
 * One step of a task. It may run again although it was done, because its process may have ended before that was
 * written.
 *
 * @param name name for people
 * @param after names of earlier steps that have to be done first; if one of them fails, this one is skipped
 * @param longest time limit; a step that takes longer is interrupted and has failed
 * @param work work of the step
 */
public record TaskStep(String name, Set<String> after, Duration longest, Work work) {

    /** Work of a step. */
    @FunctionalInterface
    public interface Work {
        /**
         * Executes the step. Any exception is a failed attempt, except a {@link com.flowex.platform.failure.TransientFault}:
         * then the step is tried again and the attempt does not count.
         *
         * @return one line about the result
         */
        String run(TaskHandle task) throws Exception;
    }

    public TaskStep {
        after = Set.copyOf(after);
    }

    /** Returns a step that waits for no other. */
    public static TaskStep of(String name, Duration longest, Work work) {
        return new TaskStep(name, Set.of(), longest, work);
    }
}
