package com.flowex.engine;

import com.flowex.domain.FirstAnswer;
import com.flowex.domain.Trial;
import com.flowex.domain.event.Event;

/** Numbers the events of the command at hand and knows its time. */
final class Journal {

    private static final EventSink NOWHERE = new EventSink() {
        @Override
        public void event(Event event) {
            throw new IllegalStateException("an event outside a command: " + event);
        }

        @Override
        public void repeated(FirstAnswer answer) {
            throw new IllegalStateException("an answer outside a command: " + answer);
        }
    };

    private EventSink sink = NOWHERE;
    private long sequence;
    private long timeNanos;

    void begin(long nanos, EventSink to) {
        Invariant.check(nanos >= timeNanos, "log time never goes back");
        timeNanos = nanos;
        sink = to;
    }

    void end() {
        sink = NOWHERE;
    }

    void restore(long lastSequence, long lastTimeNanos) {
        sequence = lastSequence;
        timeNanos = lastTimeNanos;
    }

    void emit(Event event) {
        sequence++;
        sink.event(event);
    }

    void repeat(FirstAnswer answer) {
        sink.repeated(answer);
    }

    void tried(Trial trial) {
        sink.tried(trial);
    }

    /** Number of the last event. */
    long sequence() {
        return sequence;
    }

    /** Log time of the command at hand. */
    long timeNanos() {
        return timeNanos;
    }
}
