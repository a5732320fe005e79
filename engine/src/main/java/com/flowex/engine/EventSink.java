package com.flowex.engine;

import com.flowex.domain.FirstAnswer;
import com.flowex.domain.Trial;
import com.flowex.domain.event.Event;

/** Where the engine's answers to one command go, in order. */
public interface EventSink {

    /** An event; it takes the next number of the sequence. */
    void event(Event event);

    /** The command's id was seen before: the only answer to it, not an event, and nothing changed. */
    void repeated(FirstAnswer answer);

    /** What an order would come to: the only answer to who tries one, not an event, and nothing changed. */
    default void tried(Trial trial) {
        // Who keeps events only has nothing to keep.
    }
}
