package com.flowex.cluster.node;

import io.aeron.cluster.service.Cluster;
import java.util.function.BooleanSupplier;

/**
 * The cluster's one timer, kept at the engine's next deadline. That it fires is in the log; when it is set is not, so
 * it is set again after each start and whenever in doubt. One that fires too often finds nothing due.
 *
 * @see <a href="../../../../../../../../docs/adr/0027-keep-one-timer-at-the-engines-next-deadline.md">ADR 0027</a>
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

    /** It has fired, or a new leader has taken over: what the cluster has set is not what was last asked for. */
    void forget() {
        set = UNKNOWN;
    }

    /**
     * Sets it, if it is not set so already. Not while the node starts or changes its role.
     *
     * @param deadlineNanos of the engine, nanoseconds since 1970 as the cluster's clock; {@link Long#MAX_VALUE} if none
     * @param timeNanos log time; the clock may be behind it, and what is overdue does not wait for that
     */
    void follow(long deadlineNanos, long timeNanos) {
        long wanted = deadlineNanos <= timeNanos ? AT_ONCE : deadlineNanos;
        if (wanted == set) {
            return;
        }
        if (wanted == NONE) {
            insist(() -> cluster.cancelTimer(ID));
        } else {
            long at = wanted == AT_ONCE ? cluster.time() : wanted;
            insist(() -> cluster.scheduleTimer(ID, at));
        }
        set = wanted;
    }

    /** The way to the consensus module is bounded; it is read there at all times. */
    private void insist(BooleanSupplier step) {
        cluster.idleStrategy().reset();
        while (!step.getAsBoolean()) {
            cluster.idleStrategy().idle();
        }
    }
}
