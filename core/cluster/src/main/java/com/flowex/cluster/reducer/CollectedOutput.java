package com.flowex.cluster.reducer;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Engine's output for one command. */
public final class CollectedOutput implements EventSink {
    private final List<Event> events = new ArrayList<>();
    private @Nullable FirstAnswer repeated;
    private @Nullable PreviewAnswer tried;

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
    public void tried(PreviewAnswer trial) {
        tried = trial;
    }

    public List<Event> events() {
        return events;
    }

    /** Returns the first answer if the command's id was seen before, otherwise null. */
    public @Nullable FirstAnswer first() {
        return repeated;
    }

    /** Returns the preview if the command previewed an order, otherwise null. */
    public @Nullable PreviewAnswer trial() {
        return tried;
    }
}
