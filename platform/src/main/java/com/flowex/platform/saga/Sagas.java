package com.flowex.platform.saga;

import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.jobs.Backoff;
import com.flowex.platform.jobs.DueSchedulers;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sagas of a process: it begins them, runs them, and reports their state. db-scheduler keeps the due ones in
 * PostgreSQL. Only one process runs a saga at a time, and another takes over from a process that is gone.
 */
public final class Sagas implements AutoCloseable {

    private static final int THREADS = 4;

    private static final Backoff BACKOFF = Backoff.of(Duration.ofMillis(250), Duration.ofMinutes(5));

    private final Database database;
    private final List<SagaKind> kinds;
    private final Scheduler scheduler;

    /** Brings the tables up to date; it runs no saga before {@link #start}. */
    public Sagas(Platform platform, List<SagaKind> kinds) {
        this(platform, kinds, BACKOFF);
    }

    Sagas(Platform platform, List<SagaKind> kinds, Backoff backoff) {
        this.database = platform.database();
        this.kinds = List.copyOf(kinds);
        database.migrate("sagas");
        List<Task<?>> tasks = new ArrayList<>();
        kinds.forEach(kind -> tasks.add(task(
                kind,
                new SagaRunner(database, kind, backoff, platform.telemetry().registry()))));
        this.scheduler = DueSchedulers.on(database.app(), "sagas.due", THREADS, tasks)
                .pollUsingLockAndFetch(1.0, 3.0)
                .build();
    }

    private Task<?> task(SagaKind kind, SagaRunner run) {
        return Tasks.custom(kind.name(), Void.class)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) -> operations.reschedule(
                        complete, Instant.now().plus(BACKOFF.after(complete.getExecution().consecutiveFailures + 1))))
                .execute((instance, _) -> after(run, SagaKey.of(kind.name(), instance.getId())));
    }

    /**
     * Returns the completion of a run; events that happened while the saga was put back into the list cause another run
     * at once.
     */
    private CompletionHandler<Void> after(SagaRunner run, SagaKey key) {
        Optional<SagaRunner.Next> next = run.run(key);
        return (complete, operations) -> {
            if (next.isEmpty()) {
                operations.remove();
                if (isToGoOn(key)) {
                    dueNow(key);
                }
                return;
            }
            operations.reschedule(complete, Instant.now().plus(next.get().pause()));
            if (run.version(key) != next.get().version()) {
                dueNow(key);
            }
        };
    }

    private void dueNow(SagaKey key) {
        database.transaction(key.tenant(), connection -> SagasTable.dueNow(connection, key));
        check();
    }

    private boolean isToGoOn(SagaKey key) {
        return find(key)
                .map(Saga::state)
                .filter(state -> state == Saga.State.RUNNING || state == Saga.State.COMPENSATING)
                .isPresent();
    }

    /** Starts to run due sagas. */
    public void start() {
        scheduler.start();
    }

    /** Begins a saga in the transaction that creates its subject; call {@link #check} afterwards to run it at once. */
    public void begin(Transaction connection, SagaKey key) {
        begin(connection, key, kind(key.kind()).steps().getFirst().name());
    }

    /**
     * Begins a saga that another process may run. The process that runs it finds it within a second.
     *
     * @param first name of the first step of its kind
     */
    public static void begin(Transaction connection, SagaKey key, String first) {
        SagasTable.insert(connection, key);
        SagasTable.report(connection, key, new SagasTable.StepProgress(0, first, "running", 0, ""));
        SagasTable.dueNow(connection, key);
    }

    /** Wakes a saga that may wait for an event; call {@link #check} afterwards. */
    public void wake(Transaction connection, SagaKey key) {
        if (SagasTable.touch(connection, key)) {
            SagasTable.dueNow(connection, key);
        }
    }

    /** Checks for due sagas now instead of at the next second. */
    public void check() {
        scheduler.triggerCheckForDueExecutions();
    }

    /**
     * Requests a saga's cancellation; its completed steps are undone.
     *
     * @return false if it is past the point of no return, has ended, or is being canceled already
     */
    public boolean cancel(Transaction connection, SagaKey key, Saga.Failure why) {
        boolean canceled = SagasTable.cancel(connection, key, why);
        if (canceled) {
            resume(connection, key);
            SagasTable.dueNow(connection, key);
        }
        return canceled;
    }

    /** Resumes a saga that had stopped, because of the request. */
    private void resume(Transaction connection, SagaKey key) {
        Saga saga = SagasTable.find(connection, key).orElseThrow();
        if (saga.state() == Saga.State.STOPPED) {
            redrive(connection, saga, saga.failure());
        }
    }

    /**
     * Passes a saga's point of no return, in the transaction of the step that passes it.
     *
     * @return false if its cancellation was requested before; the step then must do nothing
     */
    public static boolean commit(Transaction connection, SagaKey key) {
        return SagasTable.commit(connection, key);
    }

    /**
     * Resumes a stopped saga in its former direction; call {@link #check} afterwards.
     *
     * @return false if it has not stopped
     */
    public boolean redrive(Transaction connection, SagaKey key) {
        Optional<Saga> saga = SagasTable.find(connection, key).filter(found -> found.state() == Saga.State.STOPPED);
        if (saga.isEmpty()) {
            return false;
        }
        return redrive(connection, saga.get(), saga.get().failure());
    }

    /**
     * Has a stopped saga undone, because an operator knows that its action did not happen; call {@link #check}
     * afterwards.
     *
     * @return false if it has not stopped
     */
    public boolean abandon(Transaction connection, SagaKey key, Saga.Failure why) {
        Optional<Saga> saga = SagasTable.find(connection, key).filter(found -> found.state() == Saga.State.STOPPED);
        if (saga.isEmpty()) {
            return false;
        }
        return redrive(connection, saga.get(), Optional.of(why));
    }

    /**
     * Sets one going forward that has stopped, even one that was being undone: its steps find out what has become of it; to be followed by
     * {@link #check}.
     *
     * @return false if it has not stopped
     */
    public boolean goForward(Transaction connection, SagaKey key) {
        Optional<Saga> saga = SagasTable.find(connection, key).filter(found -> found.state() == Saga.State.STOPPED);
        if (saga.isEmpty()) {
            return false;
        }
        return redrive(connection, saga.get(), Optional.empty());
    }

    private boolean redrive(Transaction connection, Saga saga, Optional<Saga.Failure> failure) {
        Saga.State to = failure.isPresent() && !saga.cancelRequested() ? Saga.State.COMPENSATING : Saga.State.RUNNING;
        var move = new SagasTable.Move(to, saga.step(), 0, failure, "", Duration.ZERO);
        if (!SagasTable.move(connection, saga, move)) {
            return false;
        }
        kind(saga.key().kind())
                .stands(connection, SagasTable.find(connection, saga.key()).orElseThrow());
        SagasTable.dueNow(connection, saga.key());
        return true;
    }

    public Optional<Saga> find(SagaKey key) {
        return database.query(key.tenant(), connection -> SagasTable.find(connection, key));
    }

    /** Returns a tenant's saga of any kind. */
    public Optional<Saga> find(int tenant, UUID id) {
        return kinds.stream()
                .flatMap(kind -> find(new SagaKey(tenant, kind.name(), id)).stream())
                .findFirst();
    }

    /** Returns the results of its steps so far, in their order. */
    public List<Saga.StepReport> steps(SagaKey key) {
        return database.query(key.tenant(), connection -> SagasTable.steps(connection, key));
    }

    /**
     * Returns a tenant's sagas, newest first.
     *
     * @param state phase; null for all
     * @param kind kind; null for all
     */
    public List<Saga> list(int tenant, Saga.@Nullable State state, @Nullable String kind, int limit) {
        String word = state == null ? null : state.name().toLowerCase(Locale.ROOT);
        return database.query(tenant, connection -> SagasTable.list(connection, tenant, word, kind, limit));
    }

    /** Returns the number of a tenant's unfinished sagas, by phase. */
    public Map<Saga.State, Long> unfinished(int tenant) {
        return database.query(tenant, connection -> SagasTable.unfinished(connection, tenant));
    }

    private SagaKind kind(String name) {
        return kinds.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there are no sagas of the kind " + name));
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
