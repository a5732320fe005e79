package com.flowex.simulator.lobster;

import java.io.PrintStream;

/** Progress report of a replay, every second, with the final speed. */
final class ReplayProgress {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    /** Number of rows between two readings of the clock. */
    private static final long ROWS_PER_LOOK = 1_024;

    private final PrintStream progress;
    private long startNanos = System.nanoTime();
    private long loggedNanos = startNanos;

    ReplayProgress(PrintStream progress) {
        this.progress = progress;
    }

    /** Counts a row; called before each row, and the clock starts with the first. */
    void at(long rows) {
        if (rows % ROWS_PER_LOOK != 0) {
            return;
        }
        long now = System.nanoTime();
        if (rows == 0) {
            startNanos = now;
            loggedNanos = now;
        }
        if (now - loggedNanos >= NANOS_PER_SECOND) {
            loggedNanos = now;
            progress.println("replay: " + rows + " rows, " + perSecond(rows) + " rows/s");
        }
    }

    long perSecond(long count) {
        long nanos = Math.max(1, System.nanoTime() - startNanos);
        // 9 x 10^9 rows x 10^9 would not fit; no file has that many.
        return count * NANOS_PER_SECOND / nanos;
    }
}
