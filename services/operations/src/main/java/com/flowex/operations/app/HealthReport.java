package com.flowex.operations.app;

import com.flowex.operations.store.HealthReportTables;
import com.flowex.platform.health.Health;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Task that stores the state of the parts of the process that runs it, every five minutes. */
public record HealthReport(Health health, HealthReportTables reports, InstantSource clock) {

    private static final int ATTEMPTS_MAX = 3;

    public TaskKind kind() {
        return new TaskKind(
                TaskKindNames.HEALTH_REPORT,
                TaskKind.Whose.PLATFORM,
                List.of(TaskStep.of("report", Duration.ofSeconds(5), _ -> report())),
                ATTEMPTS_MAX,
                Optional.of("*/5 * * * *"));
    }

    private String report() {
        Map<String, String> parts = new TreeMap<>();
        health.states().forEach((name, state) -> parts.put(name, word(state)));
        boolean ready = health.ready();
        reports.write(clock.instant(), "process " + ProcessHandle.current().pid(), ready, parts);
        long well = parts.values().stream().filter("up"::equals).count();
        return well + " of " + parts.size() + " parts are up";
    }

    static String word(Health.State state) {
        return switch (state) {
            case Health.State.Up _ -> "up";
            case Health.State.Down(String why) -> "down: " + why;
            case Health.State.Away(String why) -> "down: " + why;
            case Health.State.Degraded(String why) -> "impaired: " + why;
        };
    }
}
