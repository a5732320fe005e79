package com.flowex.operations.app;

import java.time.Instant;

/** Task as its steps see it. */
public interface TaskHandle {

    int tenant();

    long id();

    /** Returns the time at which the task was ordered; the same at each attempt. */
    Instant requestedFor();

    /** Reports the progress, in percent and one line. */
    void progress(int percent, String note);

    /**
     * Checks that the step may go on. A step that takes long must call this now and then.
     *
     * @throws StoppedException if the task was canceled, its time is over, or another process has it
     */
    void check();

    /** Signals that the step must end; a step does not catch it. */
    final class StoppedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StoppedException(String why) {
            super(why);
        }
    }
}
