package com.flowex.desk;

import com.flowex.domain.ClientOrderId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Client order ids for orders that come without one: UUIDs of version 7 (RFC 9562), which say their time, so that the exchange
 * keeps nothing of them once they are old (ADR 0054).
 *
 * <p>The time, 42 random bits drawn once per process and a counter: no two are ever the same, and no order pays for randomness.
 */
public final class SpareIds {

    private static final int COUNTER_BITS = 32;
    private static final long COUNTER_MAX = (1L << COUNTER_BITS) - 1;

    private final InstantSource clock;
    private final long upper;
    private final long lower;
    private final AtomicLong last = new AtomicLong();

    public SpareIds(InstantSource clock) {
        this.clock = clock;
        SecureRandom random = new SecureRandom();
        upper = random.nextLong();
        lower = random.nextLong() << COUNTER_BITS;
    }

    /** An id never given before. */
    ClientOrderId next() {
        return ClientOrderId.dated(clock.millis(), upper, lower | last.incrementAndGet() & COUNTER_MAX);
    }
}
