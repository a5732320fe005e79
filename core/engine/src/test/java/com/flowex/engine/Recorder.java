package com.flowex.engine;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps what the engine answers, in order. */
public final class Recorder implements EventSink {

    private final List<Object> answers = new ArrayList<>();
    private @Nullable PreviewAnswer trial;

    @Override
    public void event(Event event) {
        answers.add(event);
    }

    @Override
    public void repeated(FirstAnswer answer) {
        answers.add(answer);
    }

    @Override
    public void tried(PreviewAnswer answer) {
        trial = answer;
    }

    /** The plan of the order that was tried since the last call. */
    PreviewAnswer takeTrial() {
        PreviewAnswer answer = Objects.requireNonNull(trial, "nothing was tried");
        trial = null;
        return answer;
    }

    /** Everything since the last call: events and first answers. */
    public List<Object> take() {
        List<Object> taken = List.copyOf(answers);
        answers.clear();
        return taken;
    }
}
