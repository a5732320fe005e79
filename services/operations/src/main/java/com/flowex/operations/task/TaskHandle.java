package com.flowex.operations.task;

import java.time.Instant;

/** What a step knows of its task. */
public interface TaskHandle {

    int tenant();

    long id();

    /** When the task was to begin; the same at each attempt. */
    Instant wanted();

    /** Says how far it is, in percent and one line. */
    void progress(int percent, String note);

    /**
     * To be asked now and then by what takes long.
     *
     * @throws StoppedException if somebody canceled the task, its time is over, or another process has it
     */
    void check();

    /** The step is not to go on; it lets this through. */
    final class StoppedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StoppedException(String why) {
            super(why);
        }
    }
}
