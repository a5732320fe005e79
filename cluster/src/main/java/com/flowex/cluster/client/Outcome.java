package com.flowex.cluster.client;

import com.flowex.domain.FirstAnswer;
import com.flowex.domain.RejectReason;
import com.flowex.domain.Trial;
import com.flowex.domain.event.Event;
import java.util.List;

/** What the caller knows about a command it submitted. */
public sealed interface Outcome {

    /**
     * Committed and applied.
     *
     * @param sequence number of the first event; the number of the last event before when there are none
     * @param timeNanos log time, nanoseconds since 1970
     * @param events the command's own, numbered from {@code sequence}; may be empty
     */
    record Accepted(long sequence, long timeNanos, List<Event> events) implements Outcome {
        public Accepted {
            events = List.copyOf(events);
        }

        /** Number of the last event: a view that has reached it shows this command. */
        public long lastSequence() {
            return events.isEmpty() ? sequence : sequence + events.size() - 1;
        }
    }

    /**
     * Committed and refused; nothing changed.
     *
     * @param sequence of the rejection's event, 0 when an earlier refusal was repeated
     */
    record Rejected(RejectReason reason, long sequence) implements Outcome {}

    /**
     * The id was seen before and accepted then; nothing changed. A repeated refusal is {@link Rejected}.
     *
     * @param byThis by this very command: the client sent it again because the leader it was sent to answers nothing any more
     */
    record Repeated(FirstAnswer answer, boolean byThis) implements Outcome {

        /** By a command before. */
        public Repeated(FirstAnswer answer) {
            this(answer, false);
        }
    }

    /**
     * An order was tried; nothing changed.
     *
     * @param sequence number of the last event before, 0 if there is none
     * @param timeNanos log time, nanoseconds since 1970
     */
    record Tried(long sequence, long timeNanos, Trial trial) implements Outcome {}

    /** No answer in time. The command may or may not be in the log: ask again with the same id, never a new one. */
    record Unknown() implements Outcome {}

    /** Nothing was sent: too much is waiting already. */
    record Overloaded() implements Outcome {}
}
