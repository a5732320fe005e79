package com.flowex.platform.projection;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.protocol.event.EventBatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumer of the event log for one {@link ProjectionRunner}: it passes on the batches behind the checkpoint, without a gap. */
final class ProjectionReader implements BatchConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionReader.class);

    private final String schema;
    private final PendingBatches pending;
    private final Consumer<String> leave;
    private final Consumer<Throwable> stop;
    private long expected;

    /**
     * Creates a reader behind a checkpoint.
     *
     * @param expected number of the first event that is not in the view
     * @param leave ends the runner so that another one begins behind the checkpoint; its argument is the reason
     * @param stop stops the projection for good
     */
    ProjectionReader(
            String schema, long expected, PendingBatches pending, Consumer<String> leave, Consumer<Throwable> stop) {
        this.schema = schema;
        this.expected = expected;
        this.pending = pending;
        this.leave = leave;
        this.stop = stop;
    }

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
                LOG.error(
                        "the view {} was interrupted after event {}: it continues reading there", schema, expected - 1);
                leave.accept("was interrupted behind event " + (expected - 1));
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
        stop.accept(why);
    }
}
