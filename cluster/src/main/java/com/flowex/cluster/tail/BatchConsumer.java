package com.flowex.cluster.tail;

import com.flowex.protocol.EventBatch;

/** Takes the events of a tail, on the tail's own thread. It may block: only its own tail waits. */
public interface BatchConsumer {

    /**
     * The events of one command. When they are applied the checkpoint is (last sequence of the batch,
     * {@code endPosition}). An exception stops the tail: a batch is never skipped.
     *
     * @param endPosition bytes of the event log behind this batch
     */
    void on(EventBatch batch, long endPosition);

    /** Nothing more is at hand; called once after each burst, and once when a tail has nothing to read at first. */
    void idle();

    /** The tail has ended by itself and will not call again: a gap, an exception of this consumer, a stopped node. */
    void stopped(Throwable why);
}
