package com.flowex.access.testing;

import com.flowex.access.socket.StreamClock;
import java.util.function.LongSupplier;

/**
 * Clock of a stream that a test sets.
 *
 * @param nanos monotonic time
 * @param unixSeconds seconds since 1970
 */
public record TestStreamClock(LongSupplier nanos, LongSupplier unixSeconds) implements StreamClock {

    @Override
    public long nanoTime() {
        return nanos.getAsLong();
    }

    @Override
    public long seconds() {
        return unixSeconds.getAsLong();
    }
}
