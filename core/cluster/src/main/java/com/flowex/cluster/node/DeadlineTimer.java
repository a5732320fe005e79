package com.flowex.cluster.node;

import io.aeron.cluster.service.Cluster;
import java.util.function.BooleanSupplier;

/**
 * The cluster's single timer, kept at the engine's next deadline. Its firing is in the log but its setting is not, so
 * it is set again after each start and whenever in doubt. A timer that fires too often finds nothing due.
 *
 * @see <a href="../../../../../../../../../docs/adr/0027-keep-one-timer-at-the-engines-next-deadline.md">ADR 0027</a>
 */
final class DeadlineTimer {
    private static final long ID = 1;
    private static final long NONE = Long.MAX_VALUE;
    private static final long AT_ONCE = Long.MIN_VALUE;
    private static final long UNKNOWN = -1;

    private final Cluster cluster;
    private long set = UNKNOWN;

    DeadlineTimer(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Forgets the time that was set: the timer has fired, or a new leader has taken over, so the cluster's timer may
     * differ.
     */
    void forget() {
        set = UNKNOWN;
    }

    /**
     * Sets the timer, unless it is set so already. It must not be called while the node starts or changes its role.
     *
     * @param deadlineNanos deadline of the engine, in nanoseconds since 1970 by the cluster's clock;
     *     {@link Long#MAX_VALUE} if none
     * @param timeNanos log time; the clock may be behind it, and overdue work does not wait for the clock
     */
    void follow(long deadlineNanos, long timeNanos) {
        long requested = deadlineNanos <= timeNanos ? AT_ONCE : deadlineNanos;
        if (requested == set) {
            return;
        }
        if (requested == NONE) {
            insist(() -> cluster.cancelTimer(ID));
        } else {
            long at = requested == AT_ONCE ? cluster.time() : requested;
            insist(() -> cluster.scheduleTimer(ID, at));
        }
        set = requested;
    }

    /**
     * Repeats a step until it succeeds. The queue to the consensus module is bounded, and the module always reads it.
     */
    private void insist(BooleanSupplier step) {
        cluster.idleStrategy().reset();
        while (!step.getAsBoolean()) {
            cluster.idleStrategy().idle();
        }
    }
}
