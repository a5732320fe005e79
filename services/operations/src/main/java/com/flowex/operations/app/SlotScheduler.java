package com.flowex.operations.app;

import com.flowex.operations.store.DueSlots;
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
 * Scheduler of the tenants' slots. Each tenant with due tasks has {@value DueSlots#EACH} slots, and of all slots
 * that are due the one that has waited longest is next. So tenants take turns, however many tasks one of them has. Slots are kept in
 * PostgreSQL by db-scheduler: one process has a slot at a time, and other processes take over the slots of one that is
 * gone.
 */
final class SlotScheduler implements AutoCloseable {

    private static final Duration AFTER_FAULT = Duration.ofSeconds(2);

    private final Database database;
    private final SlotExecutor turn;
    private final Scheduler scheduler;

    SlotScheduler(Database database, InstantSource clock, SlotExecutor turn, String worker, SlotSettings settings) {
        this.database = database;
        this.turn = turn;
        Task<Void> slots = Tasks.custom(DueSlots.KIND, Void.class)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(AFTER_FAULT)))
                .execute((instance, _) -> run(instance.getId()));
        this.scheduler = DueSchedulers.on(database.app(), "operations.due", settings.threads(), List.of(slots))
                .schedulerName(new SchedulerName.Fixed(worker))
                .clock(clock::instant)
                // At most as many as there are threads: a slot that waits here could run in another process.
                .pollUsingLockAndFetch(0.5, 1.0)
                .heartbeatInterval(settings.heartbeat())
                .build();
    }

    void start() {
        scheduler.start();
    }

    /**
     * Runs a turn. The slot's next time is read again after it was rescheduled, so that a task ordered meanwhile does
     * not wait.
     */
    private CompletionHandler<Void> run(String instance) {
        int slash = instance.indexOf('/');
        int tenant = Integer.parseInt(instance.substring(0, slash));
        int slot = Integer.parseInt(instance.substring(slash + 1));
        Optional<Instant> next = turn.run(tenant, slot);
        return (complete, operations) -> {
            if (next.isEmpty()) {
                operations.remove();
            } else {
                operations.reschedule(complete, next.get());
            }
            Optional<Instant> now = turn.next(tenant, slot);
            if (now.isPresent() && (next.isEmpty() || now.get().isBefore(next.get()))) {
                wake(tenant, now.get());
            }
            check();
        };
    }

    private void wake(int tenant, Instant at) {
        if (DueSlots.wake(database, tenant, at)) {
            check();
        }
    }

    /** Looks for due slots now, without waiting for the next poll. */
    void check() {
        scheduler.triggerCheckForDueExecutions();
    }

    @Override
    public void close() {
        turn.close();
        scheduler.stop();
    }
}
