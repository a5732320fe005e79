package com.flowex.operations.app;

import com.flowex.operations.store.DueLanes;
import com.flowex.platform.database.Database;
import com.flowex.platform.jobs.DueSchedulers;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Scheduler of the tenants' lanes. Each tenant with due tasks has {@value DueLanes#EACH} lanes, and of all lanes
 * that are due the one that has waited longest is next. So tenants take turns, however many tasks one of them has. Lanes are kept in
 * PostgreSQL by db-scheduler: one process has a lane at a time, and other processes take over the lanes of one that is
 * gone.
 */
final class LaneScheduler implements AutoCloseable {

    private static final Duration AFTER_FAULT = Duration.ofSeconds(2);

    private final Database database;
    private final LaneExecutor turn;
    private final Scheduler scheduler;

    LaneScheduler(Database database, InstantSource clock, LaneExecutor turn, String worker, LaneSettings settings) {
        this.database = database;
        this.turn = turn;
        Task<Void> lanes = Tasks.custom(DueLanes.KIND, Void.class)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(AFTER_FAULT)))
                .execute((instance, _) -> run(instance.getId()));
        this.scheduler = DueSchedulers.on(database.app(), "operations.due", settings.threads(), List.of(lanes))
                .schedulerName(new SchedulerName.Fixed(worker))
                .clock(clock::instant)
                // At most as many as there are threads: a lane that waits here could run in another process.
                .pollUsingLockAndFetch(0.5, 1.0)
                .heartbeatInterval(settings.heartbeat())
                .build();
    }

    void start() {
        scheduler.start();
    }

    /**
     * Runs a turn. The lane's next time is read again after it was rescheduled, so that a task ordered meanwhile does
     * not wait.
     */
    private CompletionHandler<Void> run(String instance) {
        int slash = instance.indexOf('/');
        int tenant = Integer.parseInt(instance.substring(0, slash));
        int lane = Integer.parseInt(instance.substring(slash + 1));
        Optional<Instant> next = turn.run(tenant, lane);
        return (complete, operations) -> {
            if (next.isEmpty()) {
                operations.remove();
            } else {
                operations.reschedule(complete, next.get());
            }
            Optional<Instant> now = turn.next(tenant, lane);
            if (now.isPresent() && (next.isEmpty() || now.get().isBefore(next.get()))) {
                wake(tenant, now.get());
            }
            check();
        };
    }

    private void wake(int tenant, Instant at) {
        if (DueLanes.wake(database, tenant, at)) {
            check();
        }
    }

    /** Looks for due lanes now, without waiting for the next poll. */
    void check() {
        scheduler.triggerCheckForDueExecutions();
    }

    @Override
    public void close() {
        turn.close();
        scheduler.stop();
    }
}
