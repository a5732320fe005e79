package com.flowex.cluster.reducer;

/**
 * Position in the event log, between two batches.
 *
 * @param sequence number of the last event before it, 0 if none
 * @param position position at which the next batch begins, in bytes
 * @param batchPosition position at which the last batch before it begins, in bytes
 */
public record EventLogPosition(long sequence, long position, long batchPosition) {
    public static final EventLogPosition START = new EventLogPosition(0, 0, 0);

    public EventLogPosition after(long lastSequence, long endPosition) {
        return new EventLogPosition(lastSequence, endPosition, position);
    }
}
