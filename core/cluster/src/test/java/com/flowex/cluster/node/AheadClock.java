package com.flowex.cluster.node;

import io.aeron.cluster.NanosecondClusterClock;
import io.aeron.cluster.service.ClusterClock;
import java.util.concurrent.TimeUnit;

/** A clock that is an hour ahead until it goes back: from then on, and after a restart, no timer of its log is due. */
final class AheadClock implements ClusterClock {
    private static final long AHEAD_NANOS = TimeUnit.HOURS.toNanos(1);

    private final ClusterClock truth = new NanosecondClusterClock();
    private volatile long aheadNanos = AHEAD_NANOS;

    void goBack() {
        aheadNanos = 0;
    }

    @Override
    public TimeUnit timeUnit() {
        return TimeUnit.NANOSECONDS;
    }

    @Override
    public long time() {
        return truth.time() + aheadNanos;
    }
}
