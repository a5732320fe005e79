package com.flowex.cluster.tail;

/** Reader of the event log from a checkpoint on, on its own thread: first the recorded events, then new ones. */
public interface EventTail extends AutoCloseable {

    /** Returns the checkpoint that the consumer has reached. */
    Checkpoint checkpoint();

    /** Ends the tail; on return the consumer is no longer called. The consumer must not call it. */
    @Override
    void close();
}
