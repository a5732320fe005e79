package com.flowex.cluster.tail;

/**
 * Position of a reader of the event log: everything up to {@code sequence} is applied. The position finds the next
 * message on any node; the sequence proves that it is the right one.
 *
 * @param sequence number of the last event applied, 0 if none
 * @param position position in the event log before the next message, in bytes
 */
public record Checkpoint(long sequence, long position) {

    /** Checkpoint before the first event. */
    public static final Checkpoint START = new Checkpoint(0, 0);

    public Checkpoint {
        if (sequence < 0 || position < 0) {
            throw new IllegalArgumentException("a checkpoint is not negative, was " + sequence + " at " + position);
        }
    }
}
