package com.flowex.operations.app;

import com.flowex.operations.app.TaskKind.Whose;
import com.flowex.operations.store.Cron;
import com.flowex.operations.store.SchedulesTable;
import com.flowex.operations.store.StepReport;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.TaskRequest;
import com.flowex.operations.store.TaskSchedule;
import com.flowex.operations.store.TaskWorker;
import com.flowex.operations.store.TaskWorkersTable;
import com.flowex.operations.store.TasksTable;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.jobs.Worker;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queue of tasks: accepts orders, has them executed by this process and others, and reports their state. */
public final class TaskQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskQueue.class);

    /**
     * Largest number of tasks of one tenant that wait, if at most eight processes order them; each further process may
     * add an eighth.
     */
    public static final int WAITING_MAX = 10_000;

    /** Time without a report after which a process is gone. */
    public static final Duration GONE_AFTER = Duration.ofSeconds(15);

    /** Number of the tenant that owns the platform's tasks. */
    public static final int PLATFORM = 1;

    private static final Duration WATCH_EVERY = Duration.ofMillis(500);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(20);
    private static final Duration FORGET_AFTER = Duration.ofDays(1);
    private static final int SWEEPS_PER_LOOK = 15;

    /** Time that a stopped step has to end; after it the operator is notified. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Tenants whose tasks are executed. */
    public interface Tenants {
        Set<Integer> open();

        boolean isOpen(int tenant);
    }

    private final Database database;
    private final InstantSource clock;
    private final Map<String, TaskKind> kinds = new TreeMap<>();
    private final Tenants tenants;
    private final TaskSubmitter submitter;
    private final SlotExecutor turn;
    private final SlotScheduler slots;
    private final Worker watch;
    private final Worker sweep;
    private final String name;
    private final int threads;
    private final Instant startedAt;
    private final Set<Integer> scheduled = new HashSet<>();
    private int sweeps;

    /**
     * Creates the queue; nothing is executed before {@link #start}.
     *
     * @param submitter submission of tasks in this process
     */
    public TaskQueue(
            Platform platform, TaskSubmitter submitter, Tenants tenants, List<TaskKind> kinds, SlotSettings settings) {
        this.database = platform.database();
        this.clock = submitter.clock();
        this.tenants = tenants;
        this.submitter = submitter;
        this.threads = settings.threads();
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
        this.name = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        this.startedAt = clock.instant();
        this.turn = new SlotExecutor(platform, this.kinds, settings.pause(), clock, name, tenants::isOpen);
        this.slots = new SlotScheduler(database, clock, turn, name, settings);
        submitter.whenWoken(slots::check);
        this.watch = platform.workers().every("task-monitor", WATCH_EVERY, this::watch);
        this.sweep = platform.workers().atOnceAndEvery("tasks-sweep", SWEEP_EVERY, this::sweep);
        Gauge.builder("flowex.tasks.running", turn, each -> each.underWay().size())
                .description("Tasks that this process is running")
                .register(platform.telemetry().registry());
    }

    /** Brings the tables up to date and starts to execute due tasks. */
    public void start() {
        submitter.start();
        slots.start();
        watch.start();
        sweep.start();
    }

    /** Returns the kinds that this process can execute, by name. */
    public Map<String, TaskKind> kinds() {
        return Map.copyOf(kinds);
    }

    /** Returns the kind if the tenant may order tasks of it; otherwise empty. */
    public Optional<TaskKind> kind(int tenant, String kind) {
        return Optional.ofNullable(kinds.get(kind))
                .filter(known -> known.whose() == Whose.TENANT || tenant == PLATFORM);
    }

    /**
     * Orders a task. If there is one of this kind with this key already, returns that one.
     *
     * @throws Refusal 503 if too many of the tenant's tasks wait already
     */
    public Task order(TaskRequest order) {
        return submitter.order(order);
    }

    /** Orders tasks of one tenant: all of them or, on a refusal, none. */
    public void orderAll(int tenant, List<TaskRequest> orders) {
        submitter.orderAll(tenant, orders);
    }

    /** Returns a page of tasks, newest first; a state or kind of null means any. */
    public List<Task> page(int tenant, long before, @Nullable String state, @Nullable String kind, int limit) {
        return database.query(tenant, transaction -> TasksTable.page(transaction, tenant, before, state, kind, limit));
    }

    public Optional<Task> find(int tenant, long id) {
        return database.query(tenant, transaction -> TasksTable.byId(transaction, tenant, id));
    }

    /**
     * Cancels a task: at once if it waits; if it runs, as soon as its step can be stopped.
     *
     * @throws Refusal 409 if it has ended
     */
    public Task cancel(int tenant, long id, String by) {
        return changed(tenant, id, (transaction, task) -> {
            if (!TasksTable.cancel(transaction, tenant, id, by, clock.instant())) {
                throw new Refusal(
                        RefusalCode.NOT_CANCELABLE,
                        "the task has ended: " + task.state().word());
            }
        });
    }

    /**
     * Retries a task that is dead or was canceled; steps that are done are not repeated.
     *
     * @throws Refusal 409 if it is neither
     */
    public Task retry(int tenant, long id, String by) {
        Task task = changed(tenant, id, (transaction, before) -> {
            List<StepReport> steps = before.steps().stream()
                    .map(step -> step.state() == StepReport.State.DONE ? step : StepReport.waiting(step.name()))
                    .toList();
            if (!TasksTable.revive(transaction, before, steps, by, clock.instant())) {
                throw new Refusal(
                        RefusalCode.ALREADY_DECIDED,
                        "only a task that is dead or canceled is tried again, this one is "
                                + before.state().word());
            }
        });
        submitter.wake(tenant, task.dueAt());
        return task;
    }

    /** Change of an existing task. */
    private interface Change {
        void of(Transaction transaction, Task before);
    }

    private Task changed(int tenant, long id, Change change) {
        Supplier<Refusal> unknown = () -> Refusal.notFound("there is no task " + id);
        return database.transaction(tenant, transaction -> {
            change.of(transaction, TasksTable.byId(transaction, tenant, id).orElseThrow(unknown));
            return TasksTable.byId(transaction, tenant, id).orElseThrow(unknown);
        });
    }

    public List<TaskSchedule> schedules(int tenant) {
        return submitter.schedules(tenant);
    }

    /** Returns the next time of a requested schedule; empty if its five fields are never met or are not valid. */
    public Optional<Instant> due(String cron, String zone) {
        return Cron.zone(zone).flatMap(known -> Cron.after(cron, known, clock.instant()));
    }

    /** Returns the text that completes "cron must be ...". */
    public static String cronRule() {
        return Cron.RULE;
    }

    /** Returns the text that completes "zone must be ...". */
    public static String zoneRule() {
        return Cron.ZONE_RULE;
    }

    public static boolean isZone(String zone) {
        return Cron.zone(zone).isPresent();
    }

    /** @param change returns the new schedule from the present one, under a lock; the argument is empty if the kind has none yet */
    public TaskSchedule schedule(int tenant, String kind, Function<Optional<TaskSchedule>, TaskSchedule> change) {
        TaskSchedule changed = database.transaction(tenant, transaction -> {
            SchedulesTable.lock(transaction, tenant, kind);
            TaskSchedule schedule = change.apply(SchedulesTable.all(transaction, tenant).stream()
                    .filter(each -> each.kind().equals(kind))
                    .findFirst());
            SchedulesTable.put(transaction, tenant, schedule, clock.instant());
            return schedule;
        });
        submitter.wake(tenant, changed.nextAt());
        return changed;
    }

    /** Returns the processes that execute tasks, the youngest first; some may be gone. */
    public List<TaskWorker> workers() {
        return database.query(TaskWorkersTable::all);
    }

    public Instant now() {
        return clock.instant();
    }

    public Set<Integer> tenants() {
        return tenants.open();
    }

    /**
     * Stops steps that take too long, reads which running tasks were canceled, and reports that this process is alive.
     */
    private void watch() {
        Map<Integer, List<RunningTask>> byTenant = new TreeMap<>();
        List<String> stuck = new ArrayList<>();
        for (RunningTask running : turn.underWay()) {
            if (running.watch(TIMEOUT)) {
                stuck.add(running.id() + " of tenant " + running.tenant());
            }
            byTenant.computeIfAbsent(running.tenant(), _ -> new ArrayList<>()).add(running);
        }
        byTenant.forEach((tenant, some) -> some.forEach(running -> find(tenant, running.id())
                .filter(Task::cancelRequested)
                .ifPresent(_ -> running.stop(RunningTask.Stop.CANCELED))));
        Instant now = clock.instant();
        var self = new TaskWorker(name, threads, turn.underWay().size(), startedAt, now);
        database.transaction(transaction -> {
            TaskWorkersTable.say(transaction, self);
            return self;
        });
        if (!stuck.isEmpty()) {
            throw new IllegalStateException("steps of these tasks were asked to end and do not: " + stuck);
        }
    }

    /**
     * Adds the schedules of their kinds to new tenants. It also wakes slots again, in case a wake-up was lost with its
     * process.
     */
    private void sweep() {
        boolean isSweeping = sweeps++ % SWEEPS_PER_LOOK == 0;
        for (int tenant : tenants.open()) {
            boolean isNew = scheduled.add(tenant);
            if (isNew) {
                addSchedules(tenant);
            }
            if (isSweeping || isNew) {
                turn.next(tenant, 0).ifPresent(at -> submitter.wake(tenant, at));
            }
        }
        if (isSweeping) {
            Instant old = clock.instant().minus(FORGET_AFTER);
            database.transaction(transaction -> {
                TaskWorkersTable.gone(transaction, "", old);
                return old;
            });
        }
    }

    private void addSchedules(int tenant) {
        database.transaction(tenant, transaction -> {
            for (TaskKind kind : kinds.values()) {
                if (kind.cron().isPresent() && kind(tenant, kind.name()).isPresent()) {
                    SchedulesTable.add(
                            transaction, tenant, kind.name(), kind.cron().get(), clock.instant());
                }
            }
            return tenant;
        });
    }

    @Override
    public void close() {
        sweep.close();
        watch.close();
        slots.close();
        try {
            database.transaction(transaction -> {
                TaskWorkersTable.gone(transaction, name, Instant.EPOCH);
                return name;
            });
        } catch (RuntimeException e) {
            LOG.debug("the database is unavailable: this process stays in the list of task workers", e);
        }
    }
}
