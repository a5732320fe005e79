package com.flowex.cluster.node;

import io.aeron.cluster.NanosecondClusterClock;
import io.aeron.cluster.service.ClusterClock;
import java.util.concurrent.TimeUnit;

/** A clock that is set back and forth by a second. */
final class JumpingClock implements ClusterClock {
    private final ClusterClock truth = new NanosecondClusterClock();
    private volatile boolean back;

    void jump() {
        back = !back;
    }

    @Override
    public TimeUnit timeUnit() {
        return TimeUnit.NANOSECONDS;
    }

    @Override
    public long time() {
        return truth.time() - (back ? TimeUnit.SECONDS.toNanos(1) : 0);
    }
}
