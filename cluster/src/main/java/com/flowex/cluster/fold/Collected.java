package com.flowex.cluster.fold;

import com.flowex.domain.FirstAnswer;
import com.flowex.domain.Trial;
import com.flowex.domain.event.Event;
import com.flowex.engine.EventSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the engine says about one command. */
public final class Collected implements EventSink {
    private final List<Event> events = new ArrayList<>();
    private @Nullable FirstAnswer repeated;
    private @Nullable Trial tried;

    void clear() {
        events.clear();
        repeated = null;
        tried = null;
    }

    @Override
    public void event(Event event) {
        events.add(event);
    }

    @Override
    public void repeated(FirstAnswer answer) {
        repeated = answer;
    }

    @Override
    public void tried(Trial trial) {
        tried = trial;
    }

    public List<Event> events() {
        return events;
    }

    /** The first answer, if the command's id was seen before. */
    public @Nullable FirstAnswer first() {
        return repeated;
    }

    /** What the order would come to, if the command tried one. */
    public @Nullable Trial trial() {
        return tried;
    }
}
