package com.flowex.operations.app;

import com.flowex.platform.jobs.DueSchedulers;
import java.time.Duration;

/**
 * Settings of the slots of one process.
 *
 * @param threads number of slots that the process works on at once
 * @param pause pauses before the next attempt at a task
 * @param heartbeat interval of heartbeats; a process that misses four of them is gone
 */
public record SlotSettings(int threads, RetryPauses pause, Duration heartbeat) {

    /** Returns the usual settings. */
    public static SlotSettings of(int threads) {
        return new SlotSettings(threads, RetryPauses.USUAL, DueSchedulers.HEARTBEAT);
    }
}
