package com.flowex.trading.order;

import java.time.Instant;

/** The log's time as the wire shows it. */
public final class LogTime {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private LogTime() {}

    /** The instant of {@code nanos} since 1970. */
    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }
}
