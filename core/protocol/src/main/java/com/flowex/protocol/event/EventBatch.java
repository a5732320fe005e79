package com.flowex.protocol.event;

import com.flowex.domain.event.Event;
import java.util.List;

/**
 * All events of one command, which are one message of the event log.
 *
 * @param firstSequence number of the first event, which the others follow without gaps; the number of the preceding
 *     event if there are none
 * @param count number of events
 * @param logPosition position at which the log continues behind the command, in bytes
 * @param timeNanos log time of the command, nanoseconds since 1970
 */
public record EventBatch(long firstSequence, int count, long logPosition, long timeNanos, List<Event> events) {

    /** Highest count that the wire can hold; a message of Aeron ends long before. */
    public static final int COUNT_MAX = 65_534;

    public EventBatch {
        events = List.copyOf(events);
        if (count != events.size() || count > COUNT_MAX) {
            throw new IllegalArgumentException("count must be that of the events, at most " + COUNT_MAX + ", was "
                    + count + " of " + events.size());
        }
        if (firstSequence < 0 || firstSequence == 0 && count > 0) {
            throw new IllegalArgumentException("events are numbered from 1, was " + firstSequence);
        }
    }

    /** Returns the number of its last event; the one before its first if it has none. */
    public long lastSequence() {
        return firstSequence + count - 1;
    }
}
