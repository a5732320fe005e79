package com.flowex.platform.projection.tenant;

import com.flowex.domain.event.Event;
import com.flowex.protocol.event.EventBatch;
import java.util.List;

/**
 * Ordered delivery of events to a projection's reducer, each once. An event that was delivered is skipped, so a flush
 * may be repeated and a log read from any earlier point; a missing event is an error. Not thread-safe.
 */
public final class EventSequencer {

    /** Handler of one event. */
    @FunctionalInterface
    public interface EventReducer {

        /** @param timeNanos log time, nanoseconds since 1970 */
        void on(Event event, long sequence, long timeNanos);
    }

    private final EventReducer reducer;
    private long last;

    public EventSequencer(EventReducer reducer) {
        this.reducer = reducer;
    }

    /** Sets the last event that is known already. */
    public void startFrom(long sequence) {
        last = sequence;
    }

    /**
     * Delivers the new events.
     *
     * @throws IllegalStateException if an event is missing: the view must stop
     */
    public void on(List<EventBatch> batches) {
        batches.forEach(this::on);
    }

    private void on(EventBatch batch) {
        long sequence = batch.firstSequence();
        for (Event event : batch.events()) {
            if (sequence > last + 1) {
                throw new IllegalStateException("event " + (last + 1) + " is missing, got " + sequence);
            }
            if (sequence > last) {
                reducer.on(event, sequence, batch.timeNanos());
                last = sequence;
            }
            sequence++;
        }
    }
}
