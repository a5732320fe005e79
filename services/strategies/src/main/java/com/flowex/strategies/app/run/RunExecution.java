package com.flowex.strategies.app.run;

import com.flowex.strategies.store.StoredRun;
import java.util.Optional;

/** Execution of a run in the process that holds it. One thread at a time calls it. */
interface RunExecution extends AutoCloseable {

    /**
     * Reason for which a run cannot go on.
     *
     * @param detail the reason as a sentence for the owner
     */
    record RunEnd(StoredRun.Reason reason, String detail) {}

    /** Another process holds the run, or its state has changed: the execution is to be opened again, if at all. */
    final class LostRunException extends RuntimeException {

        private static final long serialVersionUID = 1;

        LostRunException(long run) {
            super("run " + run + " was changed elsewhere");
        }
    }

    /**
     * Does what is due.
     *
     * @return the reason why the run must stop; empty while it goes on
     */
    Optional<RunEnd> turn();

    /**
     * Stops a step further.
     *
     * @return true if no order is open any longer
     */
    boolean stopTurn();

    @Override
    void close();
}
