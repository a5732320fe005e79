package com.flowex.ground.saga;

/**
 * One step. It may be run again although it was done, because its process ended before it could say so: it finds out by ids that
 * are made of the saga's own, never by remembering.
 */
public interface SagaStep {

    String name();

    /** Does it, outside of any transaction. */
    StepOutcome run(Saga saga) throws Exception;

    /**
     * Undoes it, or finds that there is nothing to undo; outside of any transaction. Whatever it throws means that it is tried again.
     *
     * @return what was done, in words
     */
    default String undo(Saga saga) throws Exception {
        return "nothing to undo";
    }

    /**
     * How often it is tried before it counts as failed; {@link com.flowex.ground.work.Passing} faults of what is away do not
     * count.
     */
    default int attemptsMax() {
        return 12;
    }
}
