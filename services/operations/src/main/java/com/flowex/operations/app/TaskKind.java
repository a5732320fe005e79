package com.flowex.operations.app;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Kind of task.
 *
 * @param name name for people and programs
 * @param whose owner of its tasks
 * @param steps steps in an order in which each comes after those that it waits for
 * @param attemptsMax number of attempts at a step, after which the task is dead
 * @param cron default schedule of its tasks, which an administrator may change: five fields, UTC; empty if it has none
 */
public record TaskKind(String name, Whose whose, List<TaskStep> steps, int attemptsMax, Optional<String> cron) {

    private static final Duration SMALL = Duration.ofSeconds(5);

    /** Owner of the tasks of a kind. */
    public enum Whose {
        /** Each tenant has tasks of its own. */
        TENANT,
        /** The first tenant has the tasks, on behalf of all tenants. */
        PLATFORM
    }

    public TaskKind {
        steps = List.copyOf(steps);
        Set<String> before = new HashSet<>();
        for (TaskStep step : steps) {
            if (!before.containsAll(step.after()) || !before.add(step.name())) {
                throw new IllegalArgumentException(
                        "the step " + step.name() + " of " + name + " is there twice, or before one that it waits for");
            }
        }
        if (steps.isEmpty() || attemptsMax < 1) {
            throw new IllegalArgumentException(name + " has no step or no attempt");
        }
    }

    /** Returns true if tasks of this kind are so small that many of them are taken and written together. */
    boolean isSmall() {
        return steps.size() == 1 && steps.getFirst().longest().compareTo(SMALL) <= 0;
    }
}
