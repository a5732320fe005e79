package com.flowex.operations.task;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of tasks.
 *
 * @param name what people and programs call it
 * @param whose who has tasks of it
 * @param steps in an order in which each comes after those that it waits for
 * @param attemptsMax so often a step is tried; then the task is dead
 * @param cron when tasks of it begin by themselves, unless somebody says otherwise; five fields, UTC
 */
public record TaskKind(String name, Whose whose, List<TaskStep> steps, int attemptsMax, Optional<String> cron) {

    private static final Duration SMALL = Duration.ofSeconds(5);

    /** Who has tasks of a kind. */
    public enum Whose {
        /** Each tenant its own. */
        TENANT,
        /** The first tenant, for all of them. */
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

    /** Whether it is so small that many of them are taken and written together. */
    boolean isSmall() {
        return steps.size() == 1 && steps.getFirst().longest().compareTo(SMALL) <= 0;
    }
}
