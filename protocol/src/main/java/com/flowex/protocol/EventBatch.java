package com.flowex.protocol;

import com.flowex.domain.event.Event;
import java.util.List;

/**
 * The events of one command, as one message of the event log.
 *
 * @param firstSequence number of the first event
 * @param count of events
 * @param logPosition bytes of the log behind the command
 * @param timeNanos log time of the command, nanoseconds since 1970
 */
public record EventBatch(long firstSequence, int count, long logPosition, long timeNanos, List<Event> events) {
    public EventBatch {
        events = List.copyOf(events);
    }
}
