package com.flowex.operations.app;

import com.flowex.operations.store.HealthReportTables;
import com.flowex.operations.store.TaskCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * Task that removes outdated rows of all tenants every hour. It includes closed tenants, because their rows grow old as
 * well.
 *
 * @param outdated removes a tenant's outdated rows about users; returns the number of rows
 */
public record CleanUp(
        TaskCounts rows,
        HealthReportTables reports,
        Supplier<Set<Integer>> tenants,
        IntUnaryOperator outdated,
        Duration history,
        InstantSource clock) {

    private static final int ATTEMPTS_MAX = 5;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    public TaskKind kind() {
        return new TaskKind(
                TaskKindNames.CLEAN_UP,
                TaskKind.Whose.PLATFORM,
                List.of(
                        TaskStep.of("tasks", LONGEST, task -> each(task, tenant -> rows.forget(tenant, before()))),
                        TaskStep.of("users", LONGEST, task -> each(task, outdated)),
                        TaskStep.of("health", LONGEST, _ -> removed(reports.forget(before())))),
                ATTEMPTS_MAX,
                Optional.of("7 * * * *"));
    }

    private Instant before() {
        return clock.instant().minus(history);
    }

    private String each(TaskHandle task, IntUnaryOperator work) {
        List<Integer> all = tenants.get().stream().sorted().toList();
        int count = 0;
        for (int i = 0; i < all.size(); i++) {
            count += work.applyAsInt(all.get(i));
            task.progress(100 * i / all.size(), removed(count));
        }
        return removed(count);
    }

    private static String removed(int rows) {
        return rows + " rows removed";
    }
}
