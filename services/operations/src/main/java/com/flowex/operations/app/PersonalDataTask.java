package com.flowex.operations.app;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Task that executes a tenant's users' requests about their own data: first erasures, then archives, then the files that held the erased. It is ordered on
 * each request, and once a day in case an order was lost with its process.
 *
 * @param doing execution of the requests
 */
public record PersonalDataTask(PersonalDataExecutor doing) {

    private static final int ATTEMPTS_MAX = 8;

    /** Execution of requests by the service that has the users. */
    public interface PersonalDataExecutor {
        /** Continues the erasures that are due; returns the number of people erased. */
        int eraseDue(int tenant);

        /** Rewrites the files that held erased people; returns one line that summarises the state. */
        String completeErasures(int tenant);

        /**
         * Makes the requested archives; returns their number.
         *
         * @param percent receiver of the progress in percent; it may throw to stop the work
         */
        int makeArchives(int tenant, IntConsumer percent);
    }

    public TaskKind kind() {
        return new TaskKind(
                TaskKindNames.OWN_DATA,
                TaskKind.Whose.TENANT,
                List.of(
                        TaskStep.of("erasures", Duration.ofMinutes(10), this::erase),
                        TaskStep.of("archives", Duration.ofHours(1), this::archive),
                        TaskStep.of("files", Duration.ofHours(1), task -> doing.completeErasures(task.tenant()))),
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
