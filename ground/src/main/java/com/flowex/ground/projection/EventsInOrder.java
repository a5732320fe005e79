package com.flowex.ground.projection;

import com.flowex.domain.event.Event;
import com.flowex.protocol.EventBatch;
import java.util.List;

/**
 * Hands a projection's fold every event once and none out of turn: what it has seen is skipped, so a flush may be
 * repeated and a log read from any earlier point; what is missing stops it. Not thread-safe.
 */
public final class EventsInOrder {

    /** Takes in one event. */
    @FunctionalInterface
    public interface Fold {

        /** @param timeNanos log time, nanoseconds since 1970 */
        void on(Event event, long sequence, long timeNanos);
    }

    private final Fold fold;
    private long last;

    public EventsInOrder(Fold fold) {
        this.fold = fold;
    }

    /** Everything up to this event is known. */
    public void startFrom(long sequence) {
        last = sequence;
    }

    /**
     * Takes in whatever is new.
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
                fold.on(event, sequence, batch.timeNanos());
                last = sequence;
            }
            sequence++;
        }
    }
}
