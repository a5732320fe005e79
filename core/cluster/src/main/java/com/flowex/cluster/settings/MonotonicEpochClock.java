package com.flowex.cluster.settings;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.agrona.concurrent.EpochClock;

/**
 * Clock by which the parts of a process detect that the others are alive: the machine's time at the start plus the time
 * elapsed since. When the machine's clock is set, no part has stood still, so none must count as dead. The log's own
 * time is another clock.
 */
final class MonotonicEpochClock implements EpochClock {

    /** Instance that all parts of the process read. */
    static final MonotonicEpochClock OF_PROCESS = new MonotonicEpochClock(System.currentTimeMillis(), System::nanoTime);

    private final long startMillis;
    private final long startNanos;
    private final LongSupplier nanos;

    /**
     * @param startMillis present time in milliseconds since 1970
     * @param nanos monotonic clock in nanoseconds
     */
    MonotonicEpochClock(long startMillis, LongSupplier nanos) {
        this.startMillis = startMillis;
        this.nanos = nanos;
        startNanos = nanos.getAsLong();
    }

    @Override
    public long time() {
        return startMillis + TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - startNanos);
    }
}
