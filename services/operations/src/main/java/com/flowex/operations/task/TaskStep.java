package com.flowex.operations.task;

import java.time.Duration;
import java.util.Set;

/**
 * One step of a task. It may be done again although it was done: its process may have ended before that was written.
 *
 * @param name what people read
 * @param after names of earlier steps that have to be done first; where one of them fails this one is left out
 * @param longest so long it may take; what takes longer is interrupted and has failed
 */
public record TaskStep(String name, Set<String> after, Duration longest, Work work) {

    /** What is done. */
    @FunctionalInterface
    public interface Work {
        /**
         * Whatever it throws is a failed attempt; a fault that is {@link com.flowex.ground.work.TransientFault} is waited for.
         *
         * @return one line of what was done
         */
        String run(TaskHandle task) throws Exception;
    }

    public TaskStep {
        after = Set.copyOf(after);
    }

    /** A step that waits for no other. */
    public static TaskStep of(String name, Duration longest, Work work) {
        return new TaskStep(name, Set.of(), longest, work);
    }
}
