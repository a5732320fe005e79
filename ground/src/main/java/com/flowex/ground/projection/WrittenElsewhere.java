package com.flowex.ground.projection;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.ground.health.Health;
import com.flowex.protocol.EventBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A view that another process writes: what was read of the log here is handed to the projection as soon as that one has
 * written it, so that memory and rows say the same. One thread.
 */
final class WrittenElsewhere {

    /** How soon it is looked again while there is something to wait for. */
    static final Duration GLANCE_EVERY = Duration.ofMillis(20);

    private static final int EVENTS_MAX = 32_768;

    /** After so long without anything written nobody writes. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final String schema;
    private final Projection projection;
    private final ViewComparison comparison;
    private final Deque<EventBatch> ahead = new ArrayDeque<>();
    private long aheadEvents;
    private long movedNanos = System.nanoTime();

    WrittenElsewhere(String schema, Projection projection, ViewComparison comparison) {
        this.schema = schema;
        this.projection = projection;
        this.comparison = comparison;
    }

    /** Whether there is something to wait for. */
    boolean isWaiting() {
        return aheadEvents > 0;
    }

    /** Whether so much was read that nothing more is taken before something is written. */
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
     * Takes what is written by now.
     *
     * @param views sees checkpoint and rows as of one moment
     * @param shown the last event that was taken before
     * @return the last event that is taken by now
     * @throws MovedCheckpoint if the database has less, or what is in memory is no longer true
     */
    long taken(Connection views, long shown) throws SQLException {
        Checkpoint stored = Checkpoints.at(views, schema);
        if (stored.sequence() < shown) {
            throw new MovedCheckpoint.Lost(stored);
        }
        List<EventBatch> written = new ArrayList<>();
        for (EventBatch batch : ahead) {
            if (batch.lastSequence() > stored.sequence()) {
                break;
            }
            written.add(batch);
        }
        if (!projection.follow(views, written)) {
            throw new MovedCheckpoint.Resumed();
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

    /** Whether somebody writes it, as far as can be seen. */
    Health.State state() {
        return ahead.isEmpty() || System.nanoTime() - movedNanos < PATIENCE_NANOS
                ? Health.UP
                : new Health.State.Impaired(
                        "nobody writes it: the service that keeps it does not run, reads show what is known");
    }
}
