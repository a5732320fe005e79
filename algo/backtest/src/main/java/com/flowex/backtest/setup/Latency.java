package com.flowex.backtest.setup;

/**
 * Time from a callback to the arrival of its orders and cancels at the exchange. Requests arrive in the order in which
 * they were made.
 *
 * @param fixedNanos lowest time, 0 to {@link #NANOS_MAX}
 * @param jitterNanos highest addition; each request gets a seeded part of it, uniformly
 */
public record Latency(long fixedNanos, long jitterNanos) {

    /** An hour. */
    public static final long NANOS_MAX = 3_600_000_000_000L;

    public static final Latency NONE = new Latency(0, 0);

    public Latency {
        if (fixedNanos < 0 || fixedNanos > NANOS_MAX || jitterNanos < 0 || jitterNanos > NANOS_MAX) {
            throw new SetupException(
                    "latency", "is 0 to an hour, was " + fixedNanos + " ns and " + jitterNanos + " ns of jitter");
        }
    }
}
