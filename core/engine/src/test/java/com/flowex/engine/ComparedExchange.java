package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.command.Command;
import com.flowex.engine.oracle.NaiveExchange;
import java.util.List;

/**
 * The engine and the plain exchange side by side. Each command goes to both, which must give the same answers and
 * deadlines, and the engine goes on as its own restored snapshot.
 */
final class ComparedExchange {

    private final Recorder recorder = new Recorder();
    private final NaiveExchange naive = new NaiveExchange();
    private Exchange engine = new Exchange();
    private long timeNanos;

    /** @param timeNanos log time before the first command */
    ComparedExchange(long timeNanos) {
        this.timeNanos = timeNanos;
    }

    Exchange engine() {
        return engine;
    }

    /** Returns the log time of the last command. */
    long timeNanos() {
        return timeNanos;
    }

    void advance(long nanos) {
        timeNanos += nanos;
    }

    /** Applies a command a nanosecond after the last; returns its answers. */
    List<Object> apply(Command command) {
        engine.apply(command, ++timeNanos, recorder);
        List<Object> answers = recorder.take();
        assertEquals(naive.apply(command, timeNanos), answers, "the plain exchange's answer");
        assertEquals(naive.deadlineNanos(), engine.deadlineNanos(), "the plain exchange's deadline");
        Exchange copy = Replays.copyOf(engine);
        assertEquals(engine.digest(), copy.digest());
        engine = copy;
        return answers;
    }
}
