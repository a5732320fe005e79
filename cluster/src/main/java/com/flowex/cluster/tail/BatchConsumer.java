package com.flowex.cluster.tail;

import com.flowex.protocol.EventBatch;

/**
 * Takes the events of a tail, one call at a time. It may block, unless it has just said that it has room: only its own tail
 * waits.
 */
public interface BatchConsumer {

    /**
     * The events of one command. When they are applied the checkpoint is (last sequence of the batch,
     * {@code endPosition}). An exception stops the tail: a batch is never skipped.
     *
     * @param endPosition bytes of the event log behind this batch
     */
    void on(EventBatch batch, long endPosition);

    /**
     * Whether the next {@link #on} returns without waiting. Who has room at the live end shares one tail with the others,
     * and reads by itself again when there is none.
     */
    default boolean hasRoom() {
        return false;
    }

    /** Nothing more is at hand; called once after each burst, and once when a tail has nothing to read at first. */
    void idle();

    /** The tail has ended by itself and will not call again: a gap, an exception of this consumer, a stopped node. */
    void stopped(Throwable why);
}
