package com.flowex.domain.event;

import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;

/** Receiver of the engine's answers to one command, in order. */
public interface EventSink {

    /** Receives an event; it takes the next number of the sequence. */
    void event(Event event);

    /**
     * Receives the first answer of a command whose id was seen before. It is the only answer to the command and not an
     * event; nothing changed.
     */
    void repeated(FirstAnswer answer);

    /**
     * Receives the result of an order preview. It is the only answer to the command and not an event; nothing changed.
     */
    default void tried(PreviewAnswer trial) {
        // A sink that only keeps events ignores previews.
    }
}
