package com.flowex.operations.app;

import com.flowex.operations.app.TaskAttempt.Ending;
import com.flowex.operations.store.SchedulesTable;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.TasksTable;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn of a slot: it executes some of its tenant's tasks, the most urgent first, until its time is over; then other
 * slots have their turn. A slot executes one thing at a time. It first takes up what it had begun when its process
 * ended.
 */
final class SlotExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(SlotExecutor.class);

    /** Length of a turn, after which other slots have theirs; a step that has begun is finished. */
    private static final Duration QUANTUM = Duration.ofMillis(200);

    /** Number of small tasks that are taken at a time. */
    private static final int BATCH = 50;

    private final Database database;
    private static final List<Task.State> ENDS = List.of(Task.State.DONE, Task.State.DEAD, Task.State.CANCELED);

    private final Map<String, TaskKind> kinds;
    private final SchedulesTable schedules;
    private final RetryPauses pause;
    private final InstantSource clock;
    private final MeterRegistry registry;
    private final String worker;
    private final IntPredicate isOpen;
    private final Set<RunningTask> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    SlotExecutor(
            Platform platform,
            Map<String, TaskKind> kinds,
            RetryPauses pause,
            InstantSource clock,
            String worker,
            IntPredicate isOpen) {
        this.database = platform.database();
        this.kinds = Map.copyOf(kinds);
        this.schedules = new SchedulesTable(kinds.keySet());
        this.pause = pause;
        this.clock = clock;
        this.registry = platform.telemetry().registry();
        this.worker = worker;
        this.isOpen = isOpen;
        kinds.keySet().forEach(kind -> ENDS.forEach(state -> ended(kind, state)));
    }

    private Counter ended(String kind, Task.State state) {
        return Counter.builder("flowex.tasks.ended")
                .description("Tasks that ended, by kind and how")
                .tag("kind", kind)
                .tag("state", state.word())
                .register(registry);
    }

    /** Returns the tasks that this process executes now. */
    Set<RunningTask> underWay() {
        return underWay;
    }

    /** Interrupts running tasks where that is safe; starts no new ones. */
    void close() {
        closing = true;
        underWay.forEach(running -> running.stop(RunningTask.Stop.CLOSING));
    }

    /** Runs one turn. Returns the time of the slot's next turn; empty if there is nothing to wait for. */
    Optional<Instant> run(int tenant, int slot) {
        if (!isOpen.test(tenant)) {
            return Optional.empty();
        }
        long end = System.nanoTime() + QUANTUM.toNanos();
        List<Task> tasks = takeUp(tenant, slot);
        tasks.forEach(this::resume);
        while (!closing && System.nanoTime() - end < 0) {
            List<Task> taken = take(tenant, slot);
            if (taken.isEmpty()) {
                break;
            }
            if (taken.size() > 1) {
                runBatch(taken, end);
            } else {
                alone(taken.getFirst(), end);
            }
        }
        return next(tenant, slot);
    }

    /** Returns the time of the slot's next turn; empty if there is nothing to wait for or the tenant is closed. */
    Optional<Instant> next(int tenant, int slot) {
        if (!isOpen.test(tenant)) {
            return Optional.empty();
        }
        return database.query(tenant, transaction -> {
            if (TasksTable.isUnfinished(transaction, tenant, slot, kinds.keySet())) {
                return Optional.of(clock.instant());
            }
            Optional<Instant> task = TasksTable.next(transaction, tenant, kinds.keySet());
            Optional<Instant> schedule = schedules.next(transaction, tenant);
            // A task that was due long ago gets no precedence over others that wait.
            Instant now = clock.instant();
            return Stream.concat(task.stream(), schedule.stream())
                    .min(Instant::compareTo)
                    .map(at -> at.isBefore(now) ? now : at);
        });
    }

    private List<Task> takeUp(int tenant, int slot) {
        return database.transaction(tenant, transaction -> {
            schedules.fire(transaction, tenant, clock.instant());
            return TasksTable.takeUp(transaction, tenant, slot, kinds.keySet(), worker, clock.instant());
        });
    }

    private List<Task> take(int tenant, int slot) {
        return database.transaction(tenant, transaction -> {
            Instant now = clock.instant();
            List<Task> ready = TasksTable.ready(transaction, tenant, kinds.keySet(), now, BATCH);
            List<Task> some = ready.stream().takeWhile(this::isSmall).toList();
            List<Task> tasks = some.isEmpty() ? ready.stream().limit(1).toList() : some;
            if (!tasks.isEmpty()) {
                long[] ids = tasks.stream().mapToLong(Task::id).toArray();
                TasksTable.take(transaction, tenant, slot, worker, ids, now);
            }
            return tasks.stream().map(Task::taken).toList();
        });
    }

    /**
     * Returns true if the task can be executed together with others. One that has failed before is executed alone: if
     * it ends its process, no other is ended with it.
     */
    private boolean isSmall(Task task) {
        return kind(task).isSmall() && task.attempts() == 0;
    }

    private TaskKind kind(Task task) {
        return Objects.requireNonNull(kinds.get(task.kind()), task.kind());
    }

    private TaskAttempt attempt(Task task, RunningTask running) {
        return new TaskAttempt(task, kind(task), running, pause, clock);
    }

    /**
     * Resumes a task that was begun. If it was left between two steps it goes on; if its process ended within a step,
     * that is a failed attempt.
     */
    private void resume(Task task) {
        TaskAttempt attempt = attempt(task, running(task));
        if (task.cancelRequested()) {
            settle(List.of(new EndedAttempt(task, attempt, new Ending.TaskEnded(Task.State.CANCELED))));
        } else if (task.yielded()) {
            alone(task, System.nanoTime() + QUANTUM.toNanos());
        } else {
            LOG.warn("{} was running when its process ended", name(task));
            settle(List.of(new EndedAttempt(task, attempt, attempt.interrupted())));
        }
    }

    private static String name(Task task) {
        return "the task " + task.id() + " (" + task.kind() + ") of tenant " + task.tenant();
    }

    /** Attempt at a task and its outcome. */
    private record EndedAttempt(Task task, TaskAttempt attempt, Ending outcome) {}

    /**
     * Executes small tasks that have never failed, and writes their outcomes at once. Those for which no time is left
     * wait again.
     */
    private void runBatch(List<Task> tasks, long end) {
        List<EndedAttempt> attempts = new ArrayList<>();
        for (Task task : tasks) {
            boolean isTime = !closing && System.nanoTime() - end < 0;
            attempts.add(
                    isTime
                            ? go(task, end)
                            : new EndedAttempt(task, attempt(task, running(task)), new Ending.Later(Duration.ZERO)));
        }
        settle(attempts);
    }

    private RunningTask running(Task task) {
        return new RunningTask(database, clock, task);
    }

    private void alone(Task task, long end) {
        settle(List.of(go(task, end)));
    }

    private EndedAttempt go(Task task, long end) {
        RunningTask running = running(task);
        TaskAttempt attempt = attempt(task, running);
        underWay.add(running);
        try {
            return new EndedAttempt(task, attempt, steps(task, attempt, end));
        } finally {
            underWay.remove(running);
        }
    }

    private Ending steps(Task task, TaskAttempt attempt, long end) {
        Ending outcome = new Ending.NextStepReady();
        while (outcome instanceof Ending.NextStepReady) {
            if (closing) {
                return new Ending.Left();
            }
            Optional<TaskStep> step = attempt.next();
            if (step.isEmpty()) {
                return attempt.over();
            }
            if (task.cancelRequested()) {
                return new Ending.TaskEnded(Task.State.CANCELED);
            }
            attempt.begin(step.get());
            Optional<Ending> before = kind(task).isSmall() ? Optional.empty() : written(task, attempt, false);
            if (before.isPresent()) {
                return before.get();
            }
            outcome = attempt.run(step.get());
            if (outcome instanceof Ending.NextStepReady && System.nanoTime() - end > 0) {
                return new Ending.Left();
            }
        }
        return outcome;
    }

    /** Writes the state of the attempt. Returns the reason not to go on; empty if it goes on. */
    private Optional<Ending> written(Task task, TaskAttempt attempt, boolean yielded) {
        Optional<Boolean> canceled = database.transaction(
                task.tenant(),
                transaction -> TasksTable.save(transaction, task, attempt.standing(), yielded, clock.instant()));
        if (canceled.isEmpty()) {
            return Optional.of(new Ending.Lost());
        }
        return canceled.get() ? Optional.of(new Ending.TaskEnded(Task.State.CANCELED)) : Optional.empty();
    }

    /** Writes the outcomes of tasks of one tenant, then reports those that have ended. */
    private void settle(List<EndedAttempt> attempts) {
        int tenant = attempts.getFirst().task().tenant();
        List<EndedAttempt> settled = database.transaction(tenant, transaction -> {
            List<EndedAttempt> ours = over(transaction, attempts);
            for (EndedAttempt each : attempts) {
                if (!(each.outcome() instanceof Ending.TaskEnded) && settle(transaction, each)) {
                    ours.add(each);
                }
            }
            return ours;
        });
        settled.forEach(this::report);
    }

    /** Writes the tasks that have ended; returns those that were still held by this claim. */
    private List<EndedAttempt> over(Transaction transaction, List<EndedAttempt> attempts) {
        List<EndedAttempt> over = new ArrayList<>();
        List<TasksTable.EndedTask> ended = new ArrayList<>();
        for (EndedAttempt each : attempts) {
            if (each.outcome() instanceof Ending.TaskEnded(Task.State state)) {
                over.add(each);
                ended.add(new TasksTable.EndedTask(
                        each.task(), state, each.attempt().standing().at(state)));
            }
        }
        BitSet ours = TasksTable.end(transaction, ended, clock.instant());
        return new ArrayList<>(ours.stream().mapToObj(over::get).toList());
    }

    /** Writes the outcome of a task that has not ended; returns true if it was still held by this claim. */
    private boolean settle(Transaction transaction, EndedAttempt attempt) {
        Instant now = clock.instant();
        Task task = attempt.task();
        var as = attempt.attempt().standing();
        return switch (attempt.outcome()) {
            case Ending.Later(Duration wait) -> TasksTable.again(transaction, task, as, now.plus(wait), now);
            case Ending.NextStepReady _, Ending.Left _ ->
                TasksTable.save(transaction, task, as, true, now).isPresent();
            case Ending.Lost _, Ending.TaskEnded _ -> false;
        };
    }

    private void report(EndedAttempt attempt) {
        if (attempt.outcome() instanceof Ending.TaskEnded(Task.State state)) {
            ended(attempt.task().kind(), state).increment();
            if (state == Task.State.DEAD) {
                LOG.warn(
                        "{} is dead: {}; POST /api/tasks/{}/retry tries it again",
                        name(attempt.task()),
                        attempt.attempt().standing().why(),
                        attempt.task().id());
            }
        }
    }
}
