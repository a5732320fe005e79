package com.flowex.engine;

import com.flowex.domain.FirstAnswer;
import com.flowex.domain.event.Event;
import java.util.ArrayList;
import java.util.List;

/** Keeps what the engine answers, in order. */
public final class Recorder implements EventSink {

    private final List<Object> answers = new ArrayList<>();

    @Override
    public void event(Event event) {
        answers.add(event);
    }

    @Override
    public void repeated(FirstAnswer answer) {
        answers.add(answer);
    }

    /** Everything since the last call: events and first answers. */
    public List<Object> take() {
        List<Object> taken = List.copyOf(answers);
        answers.clear();
        return taken;
    }
}
