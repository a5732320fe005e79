package com.flowex.operations.app;

import com.flowex.operations.store.DueSlots;
import com.flowex.operations.store.SchedulesTable;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.TaskRequest;
import com.flowex.operations.store.TaskSchedule;
import com.flowex.operations.store.TasksTable;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Submission of tasks, in every process whose services order tasks. It executes none: a process with a {@link
 * TaskQueue} does.
 */
public final class TaskSubmitter {

    private static final int FULL_RETRY_SECONDS = 30;

    private final Database database;
    private final TaskQueue.Tenants tenants;
    private final InstantSource clock;
    private final TaskAdmission room = new TaskAdmission();
    private volatile Runnable woken = () -> {};

    /** @param tenants tenants whose tasks are executed */
    public TaskSubmitter(Platform platform, TaskQueue.Tenants tenants) {
        this(platform, tenants, InstantSource.system());
    }

    TaskSubmitter(Platform platform, TaskQueue.Tenants tenants, InstantSource clock) {
        this.database = platform.database();
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Brings the tables up to date. */
    public void start() {
        database.migrate("operations");
    }

    /** Sets the callback after a slot became due. A queue in another process finds the slot within a second. */
    void whenWoken(Runnable sweep) {
        woken = sweep;
    }

    InstantSource clock() {
        return clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /**
     * Orders a task. If there is one of this kind with this key already, returns that one.
     *
     * @throws Refusal 503 if too many of the tenant's tasks wait already
     */
    public Task order(TaskRequest order) {
        Task task = database.transaction(order.tenant(), transaction -> insert(transaction, order));
        wake(order.tenant(), task.dueAt());
        return task;
    }

    /** Orders a task unless one of its kind waits or runs; returns true if it was ordered. */
    public boolean submitUnlessRunning(TaskRequest order) {
        boolean isOrdered = database.transaction(order.tenant(), transaction -> {
            if (TasksTable.isUnderWay(transaction, order.tenant(), order.kind())) {
                return false;
            }
            insert(transaction, order);
            return true;
        });
        if (isOrdered) {
            wake(order.tenant(), order.dueAt());
        }
        return isOrdered;
    }

    /** Orders tasks of one tenant: all of them or, on a refusal, none. */
    public void orderAll(int tenant, List<TaskRequest> orders) {
        database.transaction(tenant, transaction -> {
            for (TaskRequest order : orders) {
                insert(transaction, order);
            }
            return orders;
        });
        orders.stream().map(TaskRequest::dueAt).min(Instant::compareTo).ifPresent(at -> wake(tenant, at));
    }

    private Task insert(Transaction transaction, TaskRequest order) {
        if (order.key() != null) {
            Optional<Task> before = TasksTable.byKey(transaction, order);
            if (before.isPresent()) {
                return before.get();
            }
        }
        if (!room.take(order.tenant())) {
            count(transaction, order.tenant());
        }
        Optional<Task> made = TasksTable.insert(transaction, order, clock.instant());
        return made.isPresent()
                ? made.get()
                : TasksTable.byKey(transaction, order).orElseThrow();
    }

    private void count(Transaction transaction, int tenant) {
        long waiting = TasksTable.waiting(transaction, tenant, TaskQueue.WAITING_MAX);
        if (waiting >= TaskQueue.WAITING_MAX) {
            throw Refusal.forNow(
                    RefusalCode.OVERLOADED,
                    TaskQueue.WAITING_MAX + " tasks of this tenant wait already: none was added",
                    FULL_RETRY_SECONDS);
        }
        room.counted(tenant, TaskQueue.WAITING_MAX - waiting - 1);
    }

    /** Makes a tenant's slots due from a time on. To be called after the transaction has committed. */
    void wake(int tenant, Instant at) {
        if (DueSlots.wake(database, tenant, at)) {
            woken.run();
        }
    }

    /** Returns the open tenants whose schedule orders this kind. */
    public Set<Integer> scheduled(String kind) {
        return tenants.open().stream()
                .filter(tenant -> schedules(tenant).stream()
                        .anyMatch(each -> each.enabled() && each.kind().equals(kind)))
                .collect(Collectors.toUnmodifiableSet());
    }

    List<TaskSchedule> schedules(int tenant) {
        return database.query(tenant, transaction -> SchedulesTable.all(transaction, tenant));
    }
}
