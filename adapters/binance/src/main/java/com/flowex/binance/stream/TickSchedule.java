package com.flowex.binance.stream;

import com.flowex.access.socket.Channel.Progress;
import com.flowex.access.socket.StreamClock;

/**
 * Schedule of a period's ticks. Used by one connection's sender.
 *
 * <p>Ticks are the same for all connections: multiples of the period.
 */
final class TickSchedule {

    private final StreamClock clock;
    private final long periodNanos;
    private long last = Long.MIN_VALUE;

    TickSchedule(StreamClock clock, long periodNanos) {
        this.clock = clock;
        this.periodNanos = periodNanos;
    }

    long periodNanos() {
        return periodNanos;
    }

    /** True if a tick has come since the last one taken. */
    boolean isDue() {
        return now() != last;
    }

    /** Takes the tick; returns its number. */
    long take() {
        last = now();
        return last;
    }

    /** Returns the progress value that asks for a call at the next tick. */
    Progress next() {
        return new Progress.NotBefore((now() + 1) * periodNanos);
    }

    private long now() {
        return Math.floorDiv(clock.nanoTime(), periodNanos);
    }
}
