package com.flowex.platform.saga;

import com.flowex.platform.database.transaction.Transaction;
import java.time.Duration;

/** Result of a step. Any exception means that the result is unknown, and the step is tried again. */
public sealed interface StepOutcome {

    /** Writes that go with a saga's transition. */
    @FunctionalInterface
    interface TransactionalWrite {
        void write(Transaction connection);
    }

    /**
     * The step is done.
     *
     * @param along writes in the very transaction that records it
     */
    record Done(String note, TransactionalWrite along) implements StepOutcome {}

    /** The step is to be run again after a pause, or when an event wakes the saga. */
    record Wait(Duration pause, String why) implements StepOutcome {}

    /** The step is impossible and had no effect; the effects of earlier steps are undone. */
    record Fail(String code, String why) implements StepOutcome {}

    /** Only an operator can decide. */
    record Stop(String why) implements StepOutcome {}

    static StepOutcome done(String note) {
        return new Done(note, _ -> {});
    }

    static StepOutcome done(String note, TransactionalWrite along) {
        return new Done(note, along);
    }
}
