package com.flowex.operations.app;

import com.flowex.operations.store.HealthReportTables;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.TaskCounts;
import com.flowex.platform.health.Health;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Task that checks every minute for conditions that need an operator: a part that does not work, dead tasks, late
 * tasks. Each alert is reported once when it begins and once when it is over, in the log and in the list of alerts.
 */
public record AlertCheck(
        Health health,
        TaskCounts rows,
        Supplier<Set<Integer>> tenants,
        HealthReportTables reports,
        InstantSource clock) {

    private static final Logger LOG = LoggerFactory.getLogger(AlertCheck.class);

    private static final int ATTEMPTS_MAX = 3;
    private static final Duration LATE = Duration.ofMinutes(5);

    public TaskKind kind() {
        return new TaskKind(
                TaskKindNames.ALERT_CHECK,
                TaskKind.Whose.PLATFORM,
                List.of(TaskStep.of("check", Duration.ofMinutes(1), _ -> check())),
                ATTEMPTS_MAX,
                Optional.of("* * * * *"));
    }

    private String check() {
        Instant now = clock.instant();
        Map<String, String> alerts = new TreeMap<>();
        health.states().forEach((part, state) -> {
            if (!(state instanceof Health.State.Up)) {
                alerts.put("part " + part, HealthReport.word(state));
            }
        });
        for (int tenant : tenants.get()) {
            rows.queues(tenant).forEach(queue -> tasks(alerts, tenant, queue, now));
        }
        HealthReportTables.Changes changes = reports.now(alerts, now);
        changes.begun().forEach(name -> LOG.warn("alert: {}: {}; GET /api/tasks/alerts", name, alerts.get(name)));
        changes.over().forEach(name -> LOG.warn("alert is over: {}", name));
        return alerts.size() + " alerts, " + changes.begun().size() + " of them new";
    }

    private static void tasks(Map<String, String> alerts, int tenant, TaskCounts.Waiting queue, Instant now) {
        String name = "tasks " + queue.kind() + " of tenant " + tenant;
        if (queue.state().equals(Task.State.DEAD.word())) {
            alerts.put("dead " + name, queue.tasks() + " wait for a retry");
        } else if (queue.state().equals(Task.State.QUEUED.word())
                && queue.firstDueAt().isBefore(now.minus(LATE))) {
            alerts.put("late " + name, "the first was due " + queue.firstDueAt());
        }
    }
}
