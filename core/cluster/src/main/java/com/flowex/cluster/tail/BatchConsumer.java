package com.flowex.cluster.tail;

import com.flowex.protocol.event.EventBatch;

/**
 * Consumer of the events of a tail, one call at a time. It may block, unless it has just reported that it has room;
 * only its own tail waits.
 */
public interface BatchConsumer {

    /**
     * Consumes the events of one command. When they are applied, the checkpoint is (last sequence of the batch,
     * {@code endPosition}). An exception stops the tail: a batch is never skipped.
     *
     * @param endPosition position in the event log behind this batch, in bytes
     */
    void on(EventBatch batch, long endPosition);

    /**
     * Returns true if the next {@link #on} returns without waiting. A consumer with room at the live end shares one
     * tail with the others, and reads by itself again when it has none.
     */
    default boolean hasRoom() {
        return false;
    }

    /**
     * Notes that all events available now were given; called once after each burst, and once when a tail has nothing to
     * read at first.
     */
    void idle();

    /**
     * Notes that the tail has ended by itself and will not call again. The cause is a gap, an exception of this
     * consumer or a stopped node.
     */
    void stopped(Throwable why);
}
