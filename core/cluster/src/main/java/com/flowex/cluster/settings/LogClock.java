package com.flowex.cluster.settings;

import io.aeron.cluster.NanosecondClusterClock;
import io.aeron.cluster.service.ClusterClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Clock of the log, in nanoseconds since 1970: the machine's clock, which may be set. It never goes back and never
 * stands still. While the machine's clock is behind the time already given out, this clock runs at half speed until the
 * machine's has caught up (ADR 0182).
 *
 * <p>A clock that stood still would end the node. The consensus module checks its sessions and shows the driver that it
 * is alive only when its clock has advanced.
 */
public final class LogClock implements ClusterClock {

    private static final int SLOWED_BY = 2;

    private final LongSupplier wall;
    private final LongSupplier nanos;
    private final AtomicLong latestGiven = new AtomicLong(Long.MIN_VALUE);
    /** State since which the clock is slowed. */
    private volatile SlowedClock slowed = SlowedClock.NOT;

    private record SlowedClock(boolean isOn, long shown, long nanos) {
        static final SlowedClock NOT = new SlowedClock(false, 0, 0);
    }

    /**
     * @param wall wall clock in nanoseconds since 1970, which may be set
     * @param nanos monotonic clock in nanoseconds
     */
    public LogClock(LongSupplier wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
    }

    /** Returns a clock that uses this machine's clocks. */
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
        SlowedClock since = slowed;
        if (since.isOn()) {
            return slowed(now, since);
        }
        long latest = latestGiven.accumulateAndGet(now, Math::max);
        if (latest > now) {
            slowed = new SlowedClock(true, latest, nanos.getAsLong());
        }
        return latest;
    }

    private long slowed(long now, SlowedClock since) {
        long slow = since.shown() + (nanos.getAsLong() - since.nanos()) / SLOWED_BY;
        if (now >= slow) {
            slowed = SlowedClock.NOT;
        }
        return latestGiven.accumulateAndGet(Math.max(now, slow), Math::max);
    }
}
