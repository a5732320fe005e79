package com.flowex.operations.kind;

import com.flowex.operations.task.TaskHandle;
import com.flowex.operations.task.TaskKind;
import com.flowex.operations.task.TaskStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * What a tenant's people asked for of their own data: who asked to be forgotten first, then archives. Ordered when they ask, and
 * once a day, should an order have been lost with its process.
 *
 * @param doing does it
 */
public record OwnDataWork(Doing doing) {

    private static final int ATTEMPTS_MAX = 8;

    /** Whoever knows the people. */
    public interface Doing {
        /** Goes on with erasures that are due; answers how many people were erased. */
        int eraseDue(int tenant);

        /**
         * Makes the archives that people wait for; answers how many.
         *
         * @param percent is told how far it is; may throw, to end it
         */
        int makeArchives(int tenant, IntConsumer percent);
    }

    public TaskKind kind() {
        return new TaskKind(
                KindNames.OWN_DATA,
                TaskKind.Whose.TENANT,
                List.of(
                        TaskStep.of("erasures", Duration.ofMinutes(10), this::erase),
                        TaskStep.of("archives", Duration.ofHours(1), this::archive)),
                ATTEMPTS_MAX,
                Optional.of("40 3 * * *"));
    }

    private String erase(TaskHandle task) {
        return doing.eraseDue(task.tenant()) + " people erased";
    }

    private String archive(TaskHandle task) {
        int made = doing.makeArchives(
                task.tenant(), percent -> task.progress(percent, "an archive is " + percent + " % there"));
        return made + " archives made";
    }
}
