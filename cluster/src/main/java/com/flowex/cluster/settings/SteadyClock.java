package com.flowex.cluster.settings;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.agrona.concurrent.EpochClock;

/**
 * By which the parts of a process see that the others are alive: the machine's clock as it was at the start, and the time since. When somebody sets
 * that clock nobody has stood still, and nobody is taken for dead. The log's own time is another clock.
 */
final class SteadyClock implements EpochClock {

    /** All parts of the process read the same one. */
    static final SteadyClock OF_PROCESS = new SteadyClock(System.currentTimeMillis(), System::nanoTime);

    private final long startMillis;
    private final long startNanos;
    private final LongSupplier nanos;

    /**
     * @param startMillis what it says now, milliseconds since 1970
     * @param nanos a clock that nobody sets
     */
    SteadyClock(long startMillis, LongSupplier nanos) {
        this.startMillis = startMillis;
        this.nanos = nanos;
        startNanos = nanos.getAsLong();
    }

    @Override
    public long time() {
        return startMillis + TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - startNanos);
    }
}
