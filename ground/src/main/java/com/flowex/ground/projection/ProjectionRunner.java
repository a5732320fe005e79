package com.flowex.ground.projection;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.ground.Ground;
import com.flowex.ground.database.Lease;
import com.flowex.ground.database.SqlFaults;
import com.flowex.ground.health.Health;
import com.flowex.ground.settings.StartupException;
import com.flowex.protocol.EventBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one projection going: reads the event log from the stored checkpoint on and commits rows and checkpoint in one
 * transaction. A database that is away is waited for. One that was killed may have lost the commits of its last moments,
 * because views do not wait for the disk: then what was folded is of no use, and whoever made this runner makes another.
 * Anything else that goes wrong stops the projection for good and makes the process unready. Nothing is ever skipped,
 * but where an operator said so ({@link SkippedEvents}); what stops a single tenant stops nobody else ({@link TenantsApart}).
 */
public final class ProjectionRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRunner.class);
    private static final int EVENTS_PER_FLUSH = 32_768;
    private static final Duration RETRY_PAUSE = Duration.ofMillis(250);

    /** So often a view at rest looks whether its rows are still there. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final ViewDatabase views;
    private final Health health;
    private final TailFactory tails;
    private final Projection projection;
    private final String schema;
    private final ViewFigures figures;
    private final ViewProgress progress;
    private final PendingBatches pending;
    private final boolean isShared;
    private final boolean writes;
    private final ViewComparison comparison;
    private final WrittenElsewhere elsewhere;
    private volatile Health.State state = Health.UP;
    private volatile boolean needsAnother;
    private Checkpoint checkpoint = Checkpoint.START;
    private @Nullable EventTail tail;
    private @Nullable Thread writer;

    /** Runs a projection in the schema of its own name. */
    public ProjectionRunner(Ground ground, TailFactory tails, Projection projection) {
        this(ground, tails, projection, projection.name(), new ViewProgress(), Lease.ALONE);
    }

    /**
     * Runs a projection in any schema.
     *
     * @param schema what unqualified names mean on its connections; key of the checkpoint too
     * @param progress who waits for the view may have waited before this runner began
     * @param lease whether it writes, or shows what another process writes: as it is now, for as long as the runner runs
     */
    ProjectionRunner(
            Ground ground,
            TailFactory tails,
            Projection projection,
            String schema,
            ViewProgress progress,
            Lease lease) {
        this.isShared = ground.leases().isShared();
        this.writes = lease.isOurs();
        this.comparison = new ViewComparison(projection);
        this.elsewhere = new WrittenElsewhere(schema, projection, comparison);
        this.schema = schema;
        this.progress = progress;
        this.pending = new PendingBatches(EVENTS_PER_FLUSH, progress::isAwaited);
        this.views = new ViewDatabase(ground.database().views(), schema);
        this.health = ground.health();
        this.tails = tails;
        this.projection = projection;
        this.figures = new ViewFigures(ground.telemetry(), schema, progress);
    }

    /** Reads back what is stored, and follows the log from there. */
    public void start() {
        load();
        follow();
    }

    /** Lets the projection fill its memory from the tables. */
    void load() {
        health.register("projection " + schema, this::state);
        checkpoint = loaded();
    }

    /** Opens the tail behind what was loaded. */
    void follow() {
        progress.stopped(projection.stopped());
        progress.reached(checkpoint.sequence());
        progress.whenAwaited(pending::hurry);
        // No worker: where it cannot go on it ends, and says so; what it folded is of no use to another turn.
        writer = Thread.ofPlatform().daemon().name("projection-" + schema).start(this::write);
        tail = tails.open(checkpoint, new Reader());
    }

    /** How far the view is. */
    public ViewProgress progress() {
        return progress;
    }

    /** Whether it still works, and for whom not. */
    public Health.State state() {
        return StoppedTenant.with(state, projection.stopped().values());
    }

    /** Whether it follows the log, or waits for the database to do so. */
    boolean isRunning() {
        return !pending.isClosed();
    }

    /** Whether it writes; else it shows what another process writes. */
    boolean writes() {
        return writes;
    }

    /** Whether another runner has to begin behind what the database has now; this one does nothing any more. */
    boolean needsAnother() {
        return needsAnother;
    }

    /** Gives up what could not begin, so that another is made. */
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
                    look();
                } else {
                    pace = written(flush);
                    if (comparison.isDue()) {
                        look();
                    }
                }
            }
        } catch (MovedCheckpoint e) {
            begunAnew(e);
        } catch (Throwable e) { // an Error too: a view that stops says so
            stop(e);
        }
    }

    private PendingBatches.@Nullable Flush next(FlushPace pace) throws InterruptedException {
        if (elsewhere.isFull()) {
            pending.awaitClosed(WrittenElsewhere.GLANCE_EVERY);
            return pending.isClosed() ? null : PendingBatches.NOTHING;
        }
        return pending.take(pace, elsewhere.isWaiting() ? WrittenElsewhere.GLANCE_EVERY : LOOK_EVERY);
    }

    /** Shows what another process has written of what was read. */
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
            if (!SqlFaults.isPassing(e)) {
                throw e;
            }
            waits(e);
        }
    }

    /** @return when the next flush may begin */
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
        return FlushPace.after(startNanos, tookNanos);
    }

    /** Looks whether the rows are still there: nobody else would notice while there are no new events. */
    private void look() throws SQLException {
        try {
            Checkpoint stored = views.read(this::looked);
            if (!stored.equals(checkpoint)) {
                throw elsewhere(stored);
            }
            state = Health.UP;
        } catch (SQLException e) {
            if (!SqlFaults.isPassing(e)) {
                throw e;
            }
            waits(e);
        }
    }

    private Checkpoint looked(Connection looking) throws SQLException {
        Checkpoint stored = Checkpoints.at(looking, schema);
        if (stored.equals(checkpoint) && comparison.isDue()) {
            comparison.compare(looking);
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
                ? new MovedCheckpoint.Lost(stored)
                : new MovedCheckpoint.Taken();
    }

    private void begunAnew(MovedCheckpoint why) {
        switch (why) {
            case MovedCheckpoint.Lost lost -> {
                long stored = lost.stored().sequence();
                LOG.warn(
                        "the database has lost events {} to {} of the view {} when it ended: they are read from the log again",
                        stored + 1,
                        checkpoint.sequence(),
                        schema);
                progress.reached(stored);
                leave("reads from event " + (stored + 1) + " again");
            }
            // Where there may be no other process something is very wrong.
            case MovedCheckpoint.Taken taken when !isShared -> stop(taken);
            case MovedCheckpoint.Different different -> {
                LOG.warn("the view {} is read back at event {}: {}", schema, checkpoint.sequence(), why.getMessage());
                figures.differed();
                leave(new Health.State.Impaired("is read back: " + different.getMessage()));
                // The next state comes within a second: the history is to have this one.
                health.look();
            }
            case MovedCheckpoint other -> {
                LOG.warn("the view {} is read back: {}", schema, other.getMessage());
                leave("is read back: " + other.getMessage());
            }
        }
    }

    private void leave(String why) {
        leave(new Health.State.Down(why));
    }

    /** In this order: who sees that it does not run sees why. */
    private void leave(Health.State left) {
        state = left;
        needsAnother = true;
        pending.close();
    }

    /** Tries until it is committed, as long as the fault is the database's absence. */
    private void commit(PendingBatches.Flush flush) throws SQLException, InterruptedException {
        while (true) {
            try {
                tryCommit(flush);
                state = Health.UP;
                return;
            } catch (SQLException e) {
                if (!SqlFaults.isPassing(e) || pending.isClosed()) {
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
            } else {
                Checkpoint stored = Checkpoints.at(flushing, schema);
                if (!stored.equals(flush.end())) {
                    throw elsewhere(stored);
                }
            }
            // Else an earlier try did commit, and only its answer was lost.
            return flush.end();
        });
    }

    private void stop(Throwable why) {
        if (pending.isClosed()) {
            return;
        }
        LOG.error("the view {} has stopped behind event {}", schema, checkpoint.sequence(), why);
        state = new Health.State.Down("stopped behind event " + checkpoint.sequence() + ": " + why.getMessage());
        pending.close();
    }

    /** The tail's side. */
    private final class Reader implements BatchConsumer {

        private long expected = checkpoint.sequence() + 1;

        @Override
        public void on(EventBatch batch, long endPosition) {
            if (batch.count() == 0 || batch.firstSequence() < expected) {
                return;
            }
            if (batch.firstSequence() != expected) {
                throw new IllegalStateException("event " + expected + " is missing, got " + batch.firstSequence());
            }
            try {
                pending.add(batch, endPosition);
                expected += batch.count();
            } catch (InterruptedException e) {
                if (!pending.isClosed()) {
                    LOG.error("the view {} was interrupted behind event {}: it reads on anew", schema, expected - 1);
                    leave("was interrupted behind event " + (expected - 1));
                }
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean hasRoom() {
            return pending.hasRoom();
        }

        @Override
        public void idle() {
            // The writer has a pace of its own.
        }

        @Override
        public void stopped(Throwable why) {
            stop(why);
        }
    }
}
