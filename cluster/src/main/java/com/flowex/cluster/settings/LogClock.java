package com.flowex.cluster.settings;

import io.aeron.cluster.NanosecondClusterClock;
import io.aeron.cluster.service.ClusterClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The time of the log, nanoseconds since 1970: the machine's clock, which somebody may set. It never goes back and never stands still: while the machine's
 * clock is behind what has been told, it goes half as fast, until the machine's has caught up (ADR 0182).
 *
 * <p>One that stood still would be the node's end: the consensus module looks after its sessions and shows the driver that it is alive only when
 * its clock has gone on.
 */
public final class LogClock implements ClusterClock {

    private static final int SLOWED_BY = 2;

    private final LongSupplier wall;
    private final LongSupplier nanos;
    private final AtomicLong told = new AtomicLong(Long.MIN_VALUE);
    /** Since when it is slowed. */
    private volatile Slowed slowed = Slowed.NOT;

    private record Slowed(boolean isOn, long told, long nanos) {
        static final Slowed NOT = new Slowed(false, 0, 0);
    }

    /**
     * @param wall nanoseconds since 1970, which somebody may set
     * @param nanos a clock that nobody sets
     */
    public LogClock(LongSupplier wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
    }

    /** By this machine's clocks. */
    public static LogClock ofMachine() {
        return new LogClock(new NanosecondClusterClock()::time, System::nanoTime);
    }

    @Override
    public TimeUnit timeUnit() {
        return TimeUnit.NANOSECONDS;
    }

    @Override
    public long time() {
        long now = wall.getAsLong();
        Slowed since = slowed;
        if (since.isOn()) {
            return slowed(now, since);
        }
        long latest = told.accumulateAndGet(now, Math::max);
        if (latest > now) {
            slowed = new Slowed(true, latest, nanos.getAsLong());
        }
        return latest;
    }

    private long slowed(long now, Slowed since) {
        long slow = since.told() + (nanos.getAsLong() - since.nanos()) / SLOWED_BY;
        if (now >= slow) {
            slowed = Slowed.NOT;
        }
        return told.accumulateAndGet(Math.max(now, slow), Math::max);
    }
}
