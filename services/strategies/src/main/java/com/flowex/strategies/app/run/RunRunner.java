package com.flowex.strategies.app.run;

import com.flowex.backtest.setup.SetupException;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.failure.OutageFaults;
import com.flowex.platform.jobs.AsyncTask;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import com.flowex.strategies.app.StrategySources;
import com.flowex.strategies.app.run.RunDependencies.ViewStoppedException;
import com.flowex.strategies.app.run.RunExecution.LostRunException;
import com.flowex.strategies.app.run.RunExecution.RunEnd;
import com.flowex.strategies.app.run.replay.StoredRows.ChangedRunException;
import com.flowex.strategies.store.RunRecordsTable;
import com.flowex.strategies.store.RunsTable;
import com.flowex.strategies.store.RunsTable.HeldState;
import com.flowex.strategies.store.StoredRun;
import com.flowex.strategy.StrategyException;
import com.flowex.strategy.parameter.ParameterException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Worker that executes the runs of all tenants. Each second it takes runs that no process holds, and gives each of its
 * runs a turn. Runs do not wait for each other.
 */
public final class RunRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunRunner.class);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    /** Interval at which a run asks if its owner is active. */
    private static final Duration OWNER_CHECK_INTERVAL = Duration.ofSeconds(5);

    /** Longest wait for a turn that is under way when the process ends. */
    private static final Duration END_MAX = Duration.ofSeconds(10);

    /** Highest number of runs of a process. */
    private static final int RUNS_MAX = 200;

    /** Highest number of runs of a process whose strategy has a process of its own. */
    private static final int SANDBOXED_MAX = 20;

    private static final int FAILURES_MAX = 5;

    private final String holder = UUID.randomUUID().toString();
    private final RunsTable runs;
    private final RunRecordsTable records;
    private final RunDependencies runDependencies;
    private final StrategySources sources;
    private final Supplier<Collection<Integer>> tenants;
    private final Duration retention;
    private final InstantSource clock;
    private final Map<RunKey, Slot> slots = new ConcurrentHashMap<>();
    private final Worker worker;
    private final Semaphore sandboxes = new Semaphore(SANDBOXED_MAX);
    private Instant forgotten = Instant.EPOCH;
    private volatile boolean isClosing;

    private record RunKey(int tenant, long run) {}

    /** Tables of runs. */
    public record Tables(RunsTable runs, RunRecordsTable records) {}

    /**
     * @param tenants numbers of the tenants that are open
     * @param retention time for which ended runs are kept
     */
    public RunRunner(
            Tables tables,
            RunDependencies runDependencies,
            StrategySources sources,
            Supplier<Collection<Integer>> tenants,
            Duration retention,
            Workers workers) {
        this.runs = tables.runs();
        this.records = tables.records();
        this.runDependencies = runDependencies;
        this.sources = sources;
        this.tenants = tenants;
        this.retention = retention;
        this.clock = InstantSource.system();
        this.worker = workers.every("runs", CHECK_INTERVAL, this::check);
    }

    public void start() {
        worker.start();
    }

    /** Takes runs and begins a turn of each. */
    private void check() {
        Instant now = clock.instant();
        boolean forgets = now.isAfter(forgotten.plus(FORGET_EVERY));
        Set<Integer> open = Set.copyOf(tenants.get());
        leaveOthers(open);
        for (int tenant : open) {
            check(tenant, now);
            if (forgets) {
                runs.forget(tenant, now.minus(retention));
            }
        }
        forgotten = forgets ? now : forgotten;
        slots.forEach((key, slot) -> AsyncTask.begin("run-" + key.tenant() + "-" + key.run(), slot::turn));
    }

    /** Gives up the runs of tenants that are suspended; they go on when their tenant is open again. */
    private void leaveOthers(Set<Integer> open) {
        slots.forEach((key, slot) -> {
            if (!open.contains(key.tenant())) {
                slots.remove(key);
                AsyncTask.begin("run-left", () -> {
                    slot.drop();
                    runs.release(key.tenant(), holder);
                });
            }
        });
    }

    private void check(int tenant, Instant now) {
        int room = RUNS_MAX - slots.size();
        if (room > 0) {
            for (StoredRun run : runs.claim(tenant, holder, now, room)) {
                slots.put(new RunKey(tenant, run.id()), new Slot(tenant, run));
            }
        }
        boolean hasAny = slots.keySet().stream().anyMatch(key -> key.tenant() == tenant);
        Map<Long, HeldState> held = hasAny ? runs.beat(tenant, holder, now) : Map.of();
        slots.forEach((key, slot) -> {
            if (key.tenant() == tenant) {
                HeldState state = held.get(key.run());
                if (state == null) {
                    slots.remove(key);
                    AsyncTask.begin("run-lost", slot::drop);
                } else {
                    slot.state = state.state();
                }
            }
        });
    }

    /** One run of this process. */
    private final class Slot {

        private final int tenant;
        private final StoredRun claimed;
        private final ReentrantLock lock = new ReentrantLock();
        private volatile StoredRun.State state;
        private boolean isSandboxed;
        private @Nullable RunExecution execution;
        private int failures;
        private boolean isGivenUp;
        private Instant ownerCheckAt = Instant.EPOCH;

        Slot(int tenant, StoredRun claimed) {
            this.tenant = tenant;
            this.claimed = claimed;
            this.state = claimed.state();
        }

        /** Gives the run a turn, unless one is under way. */
        void turn() {
            if (isClosing || !lock.tryLock()) {
                return;
            }
            try {
                if (isGivenUp) {
                    return;
                }
                advance();
                failures = 0;
            } catch (LostRunException e) {
                reopen();
            } catch (ViewStoppedException e) {
                stop(new RunEnd(StoredRun.Reason.VIEW_STOPPED, String.valueOf(e.getMessage())));
            } catch (ChangedRunException e) {
                reopen();
                stop(new RunEnd(StoredRun.Reason.INTERRUPTED, String.valueOf(e.getMessage())));
            } catch (Refusal | SetupException | ParameterException | StrategyException e) {
                if (e instanceof Refusal refusal && refusal.code().isFault()) {
                    reopen();
                    LOG.warn("run {} of tenant {} waits: {}", claimed.id(), tenant, e.getMessage());
                } else {
                    reopen();
                    stop(new RunEnd(StoredRun.Reason.DATA_FAILED, String.valueOf(e.getMessage())));
                }
            } catch (RuntimeException e) {
                failed(e);
            } finally {
                lock.unlock();
            }
        }

        private void failed(RuntimeException e) {
            reopen();
            if (OutageFaults.isOne(e)) {
                LOG.warn("run {} of tenant {} waits: {}", claimed.id(), tenant, e.toString());
            } else if (++failures < FAILURES_MAX) {
                LOG.warn("run {} of tenant {} failed and is opened again", claimed.id(), tenant, e);
            } else {
                LOG.error("run {} of tenant {} failed {} times in a row and stops", claimed.id(), tenant, failures, e);
                stop(new RunEnd(
                        StoredRun.Reason.INTERRUPTED, "the exchange could not go on with it: a fault of its own"));
            }
        }

        private void advance() {
            RunExecution run = opened();
            if (run == null) {
                return;
            }
            switch (state) {
                case STARTING -> {
                    if (runs.begin(tenant, claimed.id(), holder)) {
                        state = StoredRun.State.RUNNING;
                    }
                }
                case RUNNING -> ownerGone().or(run::turn).ifPresent(this::stop);
                case STOPPING -> {
                    if (run.stopTurn()) {
                        end();
                    }
                }
                case STOPPED, FAILED -> {
                    // The next heartbeat gives it up.
                }
            }
        }

        /** Returns the end of a run whose owner may no longer use the exchange; the log refuses their orders meanwhile. */
        private Optional<RunEnd> ownerGone() {
            Instant now = clock.instant();
            if (now.isBefore(ownerCheckAt)) {
                return Optional.empty();
            }
            boolean isActive = runDependencies.owners().isActive(new AccountId(tenant, claimed.owner()));
            ownerCheckAt = now.plus(OWNER_CHECK_INTERVAL);
            return isActive
                    ? Optional.empty()
                    : Optional.of(new RunEnd(
                            StoredRun.Reason.OPERATOR, "its owner is suspended, or their account was closed"));
        }

        /** Returns the execution; null while there is no room for another process of a strategy. */
        private @Nullable RunExecution opened() {
            RunExecution known = execution;
            if (known != null) {
                return known;
            }
            Optional<StoredRun> now = runs.one(tenant, claimed.owner(), claimed.id());
            if (now.isEmpty()) {
                return null;
            }
            state = now.get().state();
            OpenedRun run = OpenedRun.of(tenant, now.get(), runDependencies.directory(), holder);
            boolean wants = run.spec().builtIn() == null && state != StoredRun.State.STOPPING;
            if (wants && !isSandboxed && !sandboxes.tryAcquire()) {
                return null;
            }
            isSandboxed = wants;
            RunExecution made;
            if (now.get().mode() == StoredRun.Mode.LIVE) {
                made = new LiveRun(run, runDependencies, records, sources, clock);
            } else if (now.get().state() == StoredRun.State.STOPPING) {
                made = new StoppedPaperRun();
            } else {
                made = new PaperRun(run, paperFeed(run), records, sources);
            }
            execution = made;
            return made;
        }

        private PaperRun.PaperFeed paperFeed(OpenedRun run) {
            return run.spec().isOnBooks()
                    ? new PaperBooks(run, runDependencies, records, clock)
                    : new PaperMinutes(run, runDependencies);
        }

        private void stop(RunEnd why) {
            if (runs.stop(tenant, claimed.owner(), claimed.id(), why.reason(), why.detail())) {
                state = StoredRun.State.STOPPING;
            }
        }

        private void end() {
            Optional<StoredRun> now = runs.one(tenant, claimed.owner(), claimed.id());
            if (now.isEmpty()) {
                return;
            }
            StoredRun.Reason reason =
                    StoredRun.Reason.valueOf(now.get().reason().toUpperCase(Locale.ROOT));
            records.close(tenant, claimed.id());
            if (runs.end(tenant, claimed.id(), holder, reason.end(), clock.instant())) {
                isGivenUp = true;
                reopen();
                slots.remove(new RunKey(tenant, claimed.id()));
                if (reason != StoredRun.Reason.OWNER) {
                    notice(now.get());
                }
            }
        }

        private void notice(StoredRun run) {
            RunSpec spec = RunDocuments.read(run.request(), RunSpec.class);
            runDependencies
                    .notices()
                    .send(
                            new AccountId(tenant, run.owner()),
                            "Your " + spec.mode() + " run " + run.id() + " has stopped",
                            "The " + spec.mode() + " run " + run.id() + " of " + spec.subject() + " on "
                                    + String.join(", ", spec.symbols()) + " has stopped: " + run.detail()
                                    + "\n\nIts open orders are canceled. Its holdings stay in the account.\n");
        }

        private void reopen() {
            RunExecution known = execution;
            execution = null;
            if (isSandboxed) {
                isSandboxed = false;
                sandboxes.release();
            }
            if (known != null) {
                known.close();
            }
        }

        /** Gives the execution up, without any change of the run. */
        void drop() {
            lock.lock();
            try {
                isGivenUp = true;
                reopen();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Paper run of an ended process that was to stop: nothing of it is open. */
    private static final class StoppedPaperRun implements RunExecution {

        @Override
        public Optional<RunEnd> turn() {
            return Optional.empty();
        }

        @Override
        public boolean stopTurn() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** Ends the turns and lets other processes take the runs at once. */
    @Override
    public void close() {
        isClosing = true;
        worker.close();
        long deadline = System.nanoTime() + END_MAX.toNanos();
        for (Slot slot : slots.values()) {
            try {
                if (slot.lock.tryLock(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    try {
                        slot.isGivenUp = true;
                        slot.reopen();
                    } finally {
                        slot.lock.unlock();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        slots.keySet().stream().map(RunKey::tenant).distinct().forEach(tenant -> runs.release(tenant, holder));
        slots.clear();
    }
}
