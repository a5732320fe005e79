package com.flowex.platform.projection;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Lease;
import com.flowex.platform.failure.SqlFaults;
import com.flowex.platform.health.Health;
import com.flowex.platform.projection.status.ViewProgress;
import com.flowex.platform.projection.tenant.SkippedEvents;
import com.flowex.platform.projection.tenant.StoppedTenant;
import com.flowex.platform.projection.tenant.TenantIsolation;
import com.flowex.platform.settings.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runner of one projection: it reads the event log from the stored checkpoint on and commits rows and checkpoint in one
 * transaction. It waits for a database that is away. A database that was killed may have lost its latest commits,
 * because views do not wait for the disk; then the memory is useless, and the owner of this runner creates another. So
 * it does once after any other fault; a second one behind the same event stops the projection for good and makes the
 * process unready. No event is skipped, except by an operator ({@link SkippedEvents}); a fault of a single tenant stops
 * only that tenant ({@link TenantIsolation}).
 */
public final class ProjectionRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRunner.class);
    private static final Health.State LOADING = new Health.State.Down("is read from its tables");
    private static final int EVENTS_PER_FLUSH = 32_768;
    private static final Duration RETRY_PAUSE = Duration.ofMillis(250);

    /** Interval for checking that an idle view's rows still exist. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private final ViewDatabase views;
    private final Health health;
    private final TailFactory tails;
    private final Projection projection;
    private final String schema;
    private final ViewMetrics figures;
    private final ViewProgress progress;
    private final PendingBatches pending;
    private final boolean isShared;
    private final boolean writes;
    private final ViewComparison comparison;
    private final RemoteViewFollower elsewhere;
    private LongPredicate isFirstFault = _ -> false;
    private volatile Health.State state = LOADING;
    private volatile boolean needsAnother;
    private Checkpoint checkpoint = Checkpoint.START;

    /** End of the last flush that was applied to memory, committed or not. */
    private Checkpoint applied = Checkpoint.START;

    private @Nullable EventTail tail;
    private @Nullable Thread writer;

    /** Creates a runner in the schema of the projection's own name. */
    public ProjectionRunner(Platform platform, TailFactory tails, Projection projection) {
        this(platform, tails, projection, projection.name(), new ViewProgress(), Lease.ALONE);
    }

    /**
     * Creates a runner in any schema.
     *
     * @param schema meaning of unqualified names on its connections; also the key of the checkpoint
     * @param progress progress that readers may have waited on before this runner began
     * @param lease decides if the runner writes or shows what another process writes; read once, for the runner's whole
     *     life
     */
    ProjectionRunner(
            Platform platform,
            TailFactory tails,
            Projection projection,
            String schema,
            ViewProgress progress,
            Lease lease) {
        this.isShared = platform.leases().isShared();
        this.writes = lease.isOurs();
        this.comparison = new ViewComparison(projection);
        this.elsewhere = new RemoteViewFollower(schema, projection, comparison);
        this.schema = schema;
        this.progress = progress;
        this.pending = new PendingBatches(EVENTS_PER_FLUSH, progress::isAwaited);
        this.views = new ViewDatabase(platform.database().views(), schema);
        this.health = platform.health();
        this.tails = tails;
        this.projection = projection;
        this.figures = new ViewMetrics(platform.telemetry(), schema, progress);
    }

    /**
     * Has another runner begin after a fault, instead of stopping for good.
     *
     * @param isFirst decides by the number of the last event before the fault
     */
    ProjectionRunner reloadedOnFault(LongPredicate isFirst) {
        isFirstFault = isFirst;
        return this;
    }

    /** Loads the stored state and follows the log from there. */
    public void start() {
        load();
        follow();
    }

    /** Lets the projection fill its memory from the tables. */
    void load() {
        health.register("projection " + schema, this::state);
        checkpoint = loaded();
    }

    /** Opens the tail behind the loaded checkpoint. */
    void follow() {
        progress.stopped(projection.stopped());
        progress.reached(checkpoint.sequence());
        progress.whenAwaited(pending::hurry);
        state = Health.UP;
        // This is no worker: a runner that cannot continue ends and reports that; another run could not use its memory.
        writer = Thread.ofPlatform().daemon().name("projection-" + schema).start(this::write);
        tail = tails.open(
                checkpoint, new ProjectionReader(schema, checkpoint.sequence() + 1, pending, this::leave, this::stop));
    }

    /** Returns the progress of the view. */
    public ViewProgress progress() {
        return progress;
    }

    /** Returns the state, including tenants that stopped. */
    public Health.State state() {
        return StoppedTenant.with(state, projection.stopped().values());
    }

    /** Returns true if it follows the log, or waits for the database to do so. */
    boolean isRunning() {
        return !pending.isClosed();
    }

    /** Returns true if it writes the view; otherwise it shows what another process writes. */
    boolean writes() {
        return writes;
    }

    /** Returns true if another runner has to begin behind the checkpoint in the database; this one has ended. */
    boolean needsAnother() {
        return needsAnother;
    }

    /** Gives up a start that failed, so that another runner is created. */
    void giveUp(Throwable why) {
        leave("does not go on: " + why.getMessage());
    }

    @Override
    public void close() {
        pending.close();
        if (tail != null) {
            tail.close();
        }
        if (writer != null) {
            join(writer);
        }
        health.remove("projection " + schema);
        figures.close();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Checkpoint loaded() {
        try {
            views.change(making -> Checkpoints.make(making, schema));
            return views.read(loading -> {
                Checkpoint at = Checkpoints.at(loading, schema);
                projection.load(loading, at);
                return at;
            });
        } catch (SQLException e) {
            state = new Health.State.Down("cannot be read: " + e.getMessage());
            throw new StartupException("the view " + schema + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void write() {
        FlushPace pace = FlushPace.now();
        try {
            while (true) {
                PendingBatches.Flush flush = next(pace);
                if (flush == null) {
                    return;
                }
                if (!writes) {
                    follow(flush);
                } else if (flush.batches().isEmpty()) {
                    check();
                } else {
                    pace = written(flush);
                    if (comparison.isDue()) {
                        check();
                    }
                }
            }
        } catch (CheckpointMovedException e) {
            begunAnew(e);
        } catch (Throwable e) { // an Error, too: a view that stops must report it
            stop(e);
        }
    }

    private PendingBatches.@Nullable Flush next(FlushPace pace) throws InterruptedException {
        if (elsewhere.isFull()) {
            pending.awaitClosed(RemoteViewFollower.GLANCE_EVERY);
            return pending.isClosed() ? null : PendingBatches.NOTHING;
        }
        return pending.take(pace, elsewhere.isWaiting() ? RemoteViewFollower.GLANCE_EVERY : CHECK_INTERVAL);
    }

    /** Shows the rows that another process has written of the batches read. */
    private void follow(PendingBatches.Flush flush) throws SQLException {
        elsewhere.add(flush);
        try {
            long sequence = views.read(following -> elsewhere.taken(following, checkpoint.sequence()));
            figures.followed(checkpoint.sequence() + 1, sequence);
            checkpoint = new Checkpoint(sequence, checkpoint.position());
            progress.stopped(projection.stopped());
            progress.reached(sequence);
            state = elsewhere.state();
        } catch (SQLException e) {
            if (!SqlFaults.isTransient(e)) {
                throw e;
            }
            waits(e);
        }
    }

    /** @return earliest time of the next flush */
    private FlushPace written(PendingBatches.Flush flush) throws SQLException, InterruptedException {
        long startNanos = System.nanoTime();
        commit(flush);
        long first = checkpoint.sequence() + 1;
        checkpoint = flush.end();
        projection.committed(flush.batches());
        progress.stopped(projection.stopped());
        progress.reached(checkpoint.sequence());
        long tookNanos = System.nanoTime() - startNanos;
        figures.written(first, checkpoint.sequence(), tookNanos);
        return FlushPace.after(startNanos, tookNanos, projection.isStreamed());
    }

    /** Checks that the rows are still there; without new events, no other code would notice a loss. */
    private void check() throws SQLException {
        try {
            Checkpoint stored = views.read(this::readCheckpoint);
            if (!stored.equals(checkpoint)) {
                throw elsewhere(stored);
            }
            state = Health.UP;
        } catch (SQLException e) {
            if (!SqlFaults.isTransient(e)) {
                throw e;
            }
            waits(e);
        }
    }

    private Checkpoint readCheckpoint(Connection connection) throws SQLException {
        Checkpoint stored = Checkpoints.at(connection, schema);
        if (stored.equals(checkpoint) && comparison.isDue()) {
            comparison.compare(connection);
        }
        return stored;
    }

    private void waits(SQLException e) {
        if (state.equals(Health.UP)) {
            LOG.warn("the view {} waits for the database: {}", schema, e.getMessage());
        }
        state = new Health.State.Away("waits for the database");
    }

    private RuntimeException elsewhere(Checkpoint stored) {
        return stored.sequence() < checkpoint.sequence()
                ? new CheckpointMovedException.LostCommits(stored)
                : new CheckpointMovedException.ViewTakenOverException();
    }

    private void begunAnew(CheckpointMovedException why) {
        switch (why) {
            case CheckpointMovedException.LostCommits lost -> {
                long stored = lost.stored().sequence();
                LOG.warn(
                        "the database lost events {} to {} of the view {} when it ended: they are applied again from the log",
                        stored + 1,
                        checkpoint.sequence(),
                        schema);
                progress.reached(stored);
                leave("reads from event " + (stored + 1) + " again");
            }
            // Without other processes this is a grave fault.
            case CheckpointMovedException.ViewTakenOverException exception when !isShared -> stopForGood(exception);
            case CheckpointMovedException.ViewDivergedException different -> {
                LOG.warn(
                        "the view {} is reloaded from its tables at event {}: {}",
                        schema,
                        checkpoint.sequence(),
                        why.getMessage());
                figures.differed();
                leave(new Health.State.Degraded("is reloaded: " + different.getMessage()));
                // The next state comes within a second, and the history has to contain this one.
                health.snapshot();
            }
            case CheckpointMovedException other -> {
                LOG.warn("the view {} is reloaded from its tables: {}", schema, other.getMessage());
                leave("is reloaded: " + other.getMessage());
            }
        }
    }

    private void leave(String why) {
        leave(new Health.State.Down(why));
    }

    /** Sets the state before it stops, so that an observer of the stop sees the reason. */
    private void leave(Health.State left) {
        state = left;
        needsAnother = true;
        pending.close();
    }

    /** Retries until the flush is committed, as long as the database is merely away. */
    private void commit(PendingBatches.Flush flush) throws SQLException, InterruptedException {
        while (true) {
            try {
                tryCommit(flush);
                state = Health.UP;
                return;
            } catch (SQLException e) {
                if (!SqlFaults.isTransient(e) || pending.isClosed()) {
                    throw e;
                }
                waits(e);
                pending.awaitClosed(RETRY_PAUSE);
            }
        }
    }

    private void tryCommit(PendingBatches.Flush flush) throws SQLException {
        views.change(flushing -> {
            if (Checkpoints.advance(flushing, schema, checkpoint, flush.end())) {
                projection.apply(flushing, flush.batches());
                applied = flush.end();
            } else {
                Checkpoint stored = Checkpoints.at(flushing, schema);
                // If this runner has applied them, its earlier attempt did commit, and only the answer was lost.
                // Otherwise a process that just lost the lease wrote the same events, which are not in this memory.
                if (!stored.equals(flush.end()) || !stored.equals(applied)) {
                    throw elsewhere(stored);
                }
            }
            return flush.end();
        });
    }

    private void stop(Throwable why) {
        if (!pending.isClosed() && isFirstFault.test(checkpoint.sequence())) {
            LOG.warn(
                    "the view {} is reloaded from its tables after a fault behind event {}",
                    schema,
                    checkpoint.sequence(),
                    why);
            leave("is reloaded after a fault behind event " + checkpoint.sequence() + ": " + why.getMessage());
        } else {
            stopForGood(why);
        }
    }

    private void stopForGood(Throwable why) {
        if (pending.isClosed()) {
            return;
        }
        LOG.error("the view {} has stopped after event {}", schema, checkpoint.sequence(), why);
        state = new Health.State.Down("stopped behind event " + checkpoint.sequence() + ": " + why.getMessage());
        pending.close();
    }
}
