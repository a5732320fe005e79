package com.flowex.cluster.node;

import com.flowex.domain.FirstAnswer;
import com.flowex.domain.event.Event;
import com.flowex.engine.EventSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the engine says about one command. */
final class Collected implements EventSink {
    private final List<Event> events = new ArrayList<>();
    private @Nullable FirstAnswer repeated;

    void clear() {
        events.clear();
        repeated = null;
    }

    @Override
    public void event(Event event) {
        events.add(event);
    }

    @Override
    public void repeated(FirstAnswer answer) {
        repeated = answer;
    }

    List<Event> events() {
        return events;
    }

    /** The first answer, if the command's id was seen before. */
    @Nullable
    FirstAnswer first() {
        return repeated;
    }
}
