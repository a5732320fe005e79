package com.flowex.simulator.model;

import com.flowex.cluster.reducer.CommandApplier;

/**
 * The single timer of a node, set like the real node's (ADR 0027): at the engine's next deadline, and again whenever in
 * doubt.
 */
final class ModelTimer {
    private static final long NONE = Long.MAX_VALUE;
    private static final long AT_ONCE = Long.MIN_VALUE;
    private static final long UNKNOWN = -1;

    private long set = UNKNOWN;
    private long dueNanos = NONE;

    /** Clears the timer at the start of a node. */
    void forget() {
        set = UNKNOWN;
        dueNanos = NONE;
    }

    /** Updates the timer after a record was applied. */
    void follow(LogRecord.Kind kind, CommandApplier applier) {
        if (kind == LogRecord.Kind.TIMER || kind == LogRecord.Kind.TERM) {
            set = UNKNOWN;
        }
        long deadline = applier.core().deadlineNanos();
        long requested = deadline <= applier.timeNanos() ? AT_ONCE : deadline;
        if (requested != set && kind != LogRecord.Kind.SNAPSHOT) {
            set = requested;
            dueNanos = requested;
        }
    }

    /** Returns true if it fires now; then it does not fire again until it is set. */
    boolean fires(long nowNanos) {
        boolean isDue = dueNanos != NONE && dueNanos <= nowNanos;
        if (isDue) {
            dueNanos = NONE;
        }
        return isDue;
    }
}
