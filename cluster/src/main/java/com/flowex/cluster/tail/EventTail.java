package com.flowex.cluster.tail;

/** A reader of the event log from a checkpoint on, on its own thread: what is recorded, then what comes. */
public interface EventTail extends AutoCloseable {

    /** Up to where the consumer has taken the log. */
    Checkpoint checkpoint();

    /** Ends the tail; when it returns the consumer is not called any more. Not to be called by the consumer. */
    @Override
    void close();
}
