package com.flowex.platform.saga;

/**
 * Step of a saga. It may run again although it was done, because its process ended before it could record that. A step
 * detects that by ids derived from the saga's own, never by memory.
 */
public interface SagaStep {

    String name();

    /** Runs the step, outside of any transaction. */
    StepOutcome run(Saga saga) throws Exception;

    /**
     * Undoes the step, or finds that there is nothing to undo; it runs outside of any transaction. Any exception causes
     * another attempt.
     *
     * @return text that says what was undone
     */
    default String undo(Saga saga) throws Exception {
        return "nothing to undo";
    }

    /**
     * Returns the number of attempts before the step counts as failed; {@link com.flowex.platform.failure.TransientFault} faults of
     * an unreachable system do not count.
     */
    default int attemptsMax() {
        return 12;
    }
}
