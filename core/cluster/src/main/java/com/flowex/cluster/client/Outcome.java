package com.flowex.cluster.client;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.Event;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;
import java.util.List;

/** Caller's knowledge about a command it submitted. */
public sealed interface Outcome {

    /**
     * Committed and applied.
     *
     * @param sequence number of the first event; the number of the preceding event if the command has none
     * @param timeNanos log time, nanoseconds since 1970
     * @param events events of the command, numbered from {@code sequence}; may be empty
     */
    record Accepted(long sequence, long timeNanos, List<Event> events) implements Outcome {
        public Accepted {
            events = List.copyOf(events);
        }

        /** Returns the number of the last event; a view that has reached it shows this command. */
        public long lastSequence() {
            return events.isEmpty() ? sequence : sequence + events.size() - 1;
        }
    }

    /**
     * Committed and refused; nothing changed.
     *
     * @param sequence sequence of the rejection's event, 0 if an earlier refusal was repeated
     */
    record Rejected(RejectReason reason, long sequence) implements Outcome {}

    /**
     * The id was seen before and accepted then; nothing changed. A repeated refusal is {@link Rejected}.
     *
     * @param byThis true if the first command was this very one: the client sent it again because its leader no longer
     *     answers
     */
    record Repeated(FirstAnswer answer, boolean byThis) implements Outcome {

        /** Creates a repetition of an earlier command's answer. */
        public Repeated(FirstAnswer answer) {
            this(answer, false);
        }
    }

    /**
     * An order was previewed, or an account's quota queried; nothing changed.
     *
     * @param sequence number of the last event before the preview, 0 if there is none
     * @param timeNanos log time, nanoseconds since 1970
     */
    record Previewed(long sequence, long timeNanos, PreviewAnswer trial) implements Outcome {}

    /**
     * No answer in time. The command may or may not be in the log: the caller must ask again with the same id, never a
     * new one.
     */
    record Unknown() implements Outcome {}

    /** Nothing was sent, because too many commands are waiting. */
    record Overloaded() implements Outcome {}
}
