package com.flowex.ground.saga;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** What a step says. Anything that it throws means that nothing is known: it is tried again. */
public sealed interface StepOutcome {

    /** What is written with a move of a saga. */
    @FunctionalInterface
    interface Along {
        void write(Connection connection) throws SQLException;
    }

    /**
     * The step is done.
     *
     * @param along what is written in the very transaction that says so
     */
    record Done(String note, Along along) implements StepOutcome {}

    /** It is to be looked at again then, or when somebody says that something happened. */
    record Wait(Duration pause, String why) implements StepOutcome {}

    /** It cannot be done, and nothing of it was: what earlier steps did is undone. */
    record Fail(String code, String why) implements StepOutcome {}

    /** Only a human can know. */
    record Stop(String why) implements StepOutcome {}

    static StepOutcome done(String note) {
        return new Done(note, _ -> {});
    }

    static StepOutcome done(String note, Along along) {
        return new Done(note, along);
    }
}
