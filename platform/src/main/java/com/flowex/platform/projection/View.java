package com.flowex.platform.projection;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.Lease;
import com.flowex.platform.database.server.ForeignSchemaException;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.failure.SqlException;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.projection.status.ViewProgress;
import com.flowex.platform.settings.StartupException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * View of one service: the projection that keeps it up to date, and its rebuild from the log.
 *
 * <p>A rebuild happens in a second schema, while the old view follows the log and is read. Then the two are swapped in
 * one transaction. Any fault before that leaves the old view.
 *
 * @param <P> projection whose memory the service reads besides its tables
 */
public final class View<P extends Projection> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(View.class);
    private static final Duration GLANCE_EVERY = Duration.ofMillis(200);
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);

    /**
     * Distance from the log's end, in events, at which the old view may stop: the new one then lacks less than a flush.
     */
    private static final long NEAR_EVENTS = 10_000;

    /** Interval for checking that the view's runner still works and has the right role. */
    private static final Duration MEND_EVERY = Duration.ofMillis(200);

    private static final int APPROACHES_MAX = 100;

    /** Number of attempts of half a second each; a statement of a request takes at most 10 s. */
    private static final int SWAP_TRIES = 60;

    private final Platform platform;
    private final Database database;
    private final TailFactory tails;
    private final Supplier<P> projections;
    private final Consumer<P> show;
    private final String schema;
    private final String beside;
    private final Lease lease;
    private final ViewProgress progress = new ViewProgress();
    private final ReentrantLock changing = new ReentrantLock();
    private final Worker mender;
    private volatile ProjectionRunner runner;
    private volatile boolean closing;

    /** Number of the event behind which a fault was last met; -1 before the first. */
    private volatile long faultBehind = -1;

    /**
     * Creates the view; {@link #start} starts it.
     *
     * @param projections creates a projection without any event
     * @param show receives the projection whose memory is read from now on
     */
    public View(Platform platform, TailFactory tails, Supplier<P> projections, Consumer<P> show) {
        this.platform = platform;
        this.database = platform.database();
        this.tails = tails;
        this.projections = projections;
        this.show = show;
        P first = projections.get();
        this.schema = first.name();
        this.beside = schema + "_anew";
        this.lease = platform.leases().of(schema);
        this.runner = newRunner(first);
        show.accept(first);
        this.mender = platform.workers().every("view-" + schema, MEND_EVERY, this::mend);
    }

    /**
     * Brings the tables up to date and follows the log. The process that writes the view rebuilds tables of another
     * version.
     *
     * @throws StartupException if they are of another version and another process writes the view
     */
    public void start() {
        if (runner.writes()) {
            ViewSchema.drop(database, beside);
        }
        try {
            database.migrate(schema);
        } catch (ForeignSchemaException e) {
            if (!runner.writes()) {
                throw new StartupException(
                        "the view " + schema + " in the database is of another version, and another process owns it:"
                                + " start that one with this version first",
                        e);
            }
            LOG.warn("the view {} is of another version: it is rebuilt from the log", schema);
            ViewSchema.drop(database, schema);
            database.migrate(schema);
        }
        runner.start();
        mender.start();
    }

    /**
     * Replaces the runner and follows the log again: after a loss in the database, an interrupted reading, or a change
     * of the process that writes the view.
     */
    private void mend() {
        if ((runner.needsAnother() || isOtherwise()) && changing.tryLock()) {
            try {
                goOn();
            } finally {
                changing.unlock();
            }
        }
    }

    private ProjectionRunner newRunner(P projection) {
        return new ProjectionRunner(platform, tails, projection, schema, progress, lease)
                .reloadedOnFault(this::isFirstFault);
    }

    /** Returns true if no fault was met behind this event before. */
    private boolean isFirstFault(long sequence) {
        boolean isFirst = sequence != faultBehind;
        faultBehind = sequence;
        return isFirst;
    }

    private boolean isOtherwise() {
        return runner.writes() != lease.isOurs();
    }

    /** Returns true if this process writes the view; otherwise it shows the rows of another process. */
    public boolean isKeptHere() {
        return runner.writes();
    }

    /** Returns the progress of the view; always the same object. */
    public ViewProgress progress() {
        return progress;
    }

    /** Returns the checkpoint of its tables, from which the log can be read on the process that writes them. */
    public Checkpoint place() {
        return database.query(connection -> Checkpoints.at(connection.jdbc(), schema));
    }

    /**
     * Returns a source of its rows for readers that are content with everything this process has shown, and need not
     * see later events.
     */
    public RowSource history() {
        return database.hasReplica() ? new ViewHistory(database, schema, progress) : database;
    }

    /**
     * Waits until the view shows an event, and logs its progress at intervals while there is any.
     *
     * @return true if it does; false if it has stopped before
     * @throws StartupException if the process has to stop meanwhile
     */
    public boolean await(long sequence) {
        long lineNanos = System.nanoTime() + LINE_EVERY.toNanos();
        long reported = -1;
        try {
            while (!progress.await(sequence, GLANCE_EVERY)) {
                if (stopped().isPresent()) {
                    return false;
                }
                long applied = progress.applied();
                // A view that stands still prints no line: a deploy takes a line for a sign that the start goes on.
                if (System.nanoTime() - lineNanos >= 0 && applied != reported) {
                    lineNanos = System.nanoTime() + LINE_EVERY.toNanos();
                    reported = applied;
                    LOG.warn("the view {} catches up: {} of {} events", schema, applied, sequence);
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("stopped while the views caught up", e);
        }
    }

    /** Returns its schema in the database. */
    public String name() {
        return schema;
    }

    /** Returns why the view no longer follows the log; empty while it does, or waits for the database to do so. */
    public Optional<String> stopped() {
        ProjectionRunner now = runner;
        return now.isRunning()
                        || now.needsAnother()
                        || closing
                        || !(now.state() instanceof Health.State.Down(String why))
                ? Optional.empty()
                : Optional.of(why);
    }

    /**
     * Rebuilds the view and returns when the new one is read. A view that had stopped continues.
     *
     * @throws RuntimeException if that did not work; the view is unchanged
     */
    public void rebuild() {
        changing.lock();
        try {
            if (isKeptHere()) {
                buildAnew();
            } else {
                throw new IllegalStateException(
                        "another process owns the view " + schema + ": only that process can rebuild it");
            }
        } finally {
            goOn();
            changing.unlock();
        }
    }

    private void buildAnew() {
        try {
            ViewSchema.drop(database, beside);
            database.migrate(schema, beside);
            buildBeside();
            swap();
        } catch (RuntimeException e) {
            ViewSchema.drop(database, beside);
            throw e;
        }
    }

    /** Builds the new view. At the end both are at rest, and the new one is at least as far as the old one ever was. */
    private void buildBeside() {
        try (ProjectionRunner anew =
                new ProjectionRunner(platform, tails, projections.get(), beside, new ViewProgress(), Lease.ALONE)) {
            anew.start();
            approach(anew);
            runner.close();
            await(anew, progress.applied());
        }
    }

    private void approach(ProjectionRunner anew) {
        for (int round = 0; round < APPROACHES_MAX; round++) {
            long shown = progress.applied();
            await(anew, shown);
            if (progress.applied() - shown <= NEAR_EVENTS) {
                return;
            }
        }
    }

    private void await(ProjectionRunner anew, long sequence) {
        try {
            while (!anew.progress().await(sequence, GLANCE_EVERY)) {
                if (closing || !anew.isRunning()) {
                    throw new IllegalStateException(
                            "the view " + schema + " was not rebuilt: " + (closing ? "FlowEx stops" : anew.state()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the view " + schema + " was not rebuilt: interrupted", e);
        }
    }

    /** Swaps the schemas; it retries while a statement holds the old tables longer than one attempt waits. */
    private void swap() {
        for (int tries = 1; ; tries++) {
            try {
                ViewSchema.replace(database, schema, beside);
                return;
            } catch (SqlException | DatabaseUnavailableException e) {
                if (tries == SWAP_TRIES) {
                    throw e;
                }
                LOG.debug("the view {} cannot replace its predecessor yet, attempt {}", schema, tries, e);
            }
        }
    }

    /** Follows the log over the tables that are in place now, old or new. */
    private void goOn() {
        if (closing || runner.isRunning() && !isOtherwise()) {
            return;
        }
        runner.close();
        P projection = projections.get();
        ProjectionRunner next = newRunner(projection);
        runner = next;
        try {
            next.load();
            show.accept(projection);
            next.follow();
        } catch (RuntimeException e) {
            next.giveUp(e);
            throw e;
        }
    }

    /** Stops following the log. */
    @Override
    public void close() {
        closing = true;
        mender.close();
        changing.lock();
        try {
            runner.close();
        } finally {
            changing.unlock();
        }
    }
}
