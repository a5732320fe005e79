package com.flowex.platform.projection;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.platform.health.Health;
import com.flowex.protocol.event.EventBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Follower of a view that another process writes. It hands batches of the log to the projection as soon as the other
 * process has written them, so that memory and rows agree. Not thread-safe.
 */
final class RemoteViewFollower {

    /** Interval between checks while there are unwritten batches. */
    static final Duration GLANCE_EVERY = Duration.ofMillis(20);

    private static final int EVENTS_MAX = 32_768;

    /** Time without a write after which the writer is regarded as gone. */
    private static final long TIMEOUT_NANOS = Duration.ofSeconds(10).toNanos();

    private final String schema;
    private final Projection projection;
    private final ViewComparison comparison;
    private final Deque<EventBatch> ahead = new ArrayDeque<>();
    private long aheadEvents;
    private long movedNanos = System.nanoTime();

    RemoteViewFollower(String schema, Projection projection, ViewComparison comparison) {
        this.schema = schema;
        this.projection = projection;
        this.comparison = comparison;
    }

    /** Returns true if batches wait to be written. */
    boolean isWaiting() {
        return aheadEvents > 0;
    }

    /** Returns true if so many batches wait that none is taken before some are written. */
    boolean isFull() {
        return aheadEvents >= EVENTS_MAX;
    }

    void add(PendingBatches.Flush flush) {
        if (ahead.isEmpty()) {
            movedNanos = System.nanoTime();
        }
        for (EventBatch batch : flush.batches()) {
            ahead.add(batch);
            aheadEvents += batch.count();
        }
    }

    /**
     * Takes the batches that are written by now.
     *
     * @param views sees checkpoint and rows as of one moment
     * @param shown number of the last event taken before
     * @return number of the last event taken by now
     * @throws CheckpointMovedException if the database has less, or memory is no longer valid
     */
    long taken(Connection views, long shown) throws SQLException {
        Checkpoint stored = Checkpoints.at(views, schema);
        if (stored.sequence() < shown) {
            throw new CheckpointMovedException.LostCommits(stored);
        }
        List<EventBatch> written = new ArrayList<>();
        for (EventBatch batch : ahead) {
            if (batch.lastSequence() > stored.sequence()) {
                break;
            }
            written.add(batch);
        }
        if (!projection.follow(views, written)) {
            throw new CheckpointMovedException.TenantResumedException();
        }
        long taken = written.isEmpty() ? shown : written.getLast().lastSequence();
        if (taken == stored.sequence() && comparison.isDue()) {
            comparison.compare(views);
        }
        if (written.isEmpty()) {
            return shown;
        }
        for (EventBatch batch : written) {
            ahead.remove();
            aheadEvents -= batch.count();
        }
        movedNanos = System.nanoTime();
        return taken;
    }

    /** Returns the state: impaired if no process seems to write the view. */
    Health.State state() {
        return ahead.isEmpty() || System.nanoTime() - movedNanos < TIMEOUT_NANOS
                ? Health.UP
                : new Health.State.Degraded(
                        "no process writes it, because the service that owns it does not run: reads show its last state");
    }
}
