package com.flowex.sandbox;

import java.nio.file.Path;

/**
 * Limits of a user-written strategy. Processor time is the process's own, so a busy machine ends no strategy.
 *
 * @param heapMegabytes highest heap of the process
 * @param loadMillis processor time for its start and the check of the source
 * @param callbackMillis processor time for one callback
 * @param runMillis processor time for one run
 * @param silenceMillis time that a call may take in all, also while the process does nothing
 * @param callbackBytes highest size of log lines, plots and orders of one callback
 * @param idleProcesses processes that a provider keeps for its next runs
 * @param folder folder for the working folders of the processes
 */
public record SandboxSettings(
        int heapMegabytes,
        long loadMillis,
        long callbackMillis,
        long runMillis,
        long silenceMillis,
        int callbackBytes,
        int idleProcesses,
        Path folder) {

    /** Longest source, in bytes of UTF-8. */
    public static final int SOURCE_BYTES_MAX = 256 << 10;

    /** Returns the limits that a run has unless an operator sets others. */
    public static SandboxSettings standard() {
        return new SandboxSettings(
                64, 15_000, 2_000, 600_000, 120_000, 4 << 20, 1, Path.of(System.getProperty("java.io.tmpdir")));
    }
}
