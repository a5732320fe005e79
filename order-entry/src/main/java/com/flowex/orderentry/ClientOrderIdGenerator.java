package com.flowex.orderentry;

import com.flowex.domain.value.ClientOrderId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Generator of client order ids for orders that come without one. The ids are UUIDs of version 7 (RFC 9562): they carry
 * their time, so the exchange need not remember old ones (ADR 0054).
 *
 * <p>An id consists of the time, 42 random bits drawn once per process, and a counter. No two are the same, and no
 * order pays for randomness.
 */
public final class ClientOrderIdGenerator {

    private static final int COUNTER_BITS = 32;
    private static final long COUNTER_MAX = (1L << COUNTER_BITS) - 1;

    private final InstantSource clock;
    private final long upper;
    private final long lower;
    private final AtomicLong last = new AtomicLong();

    public ClientOrderIdGenerator(InstantSource clock) {
        this.clock = clock;
        SecureRandom random = new SecureRandom();
        upper = random.nextLong();
        lower = random.nextLong() << COUNTER_BITS;
    }

    /** Returns an id that was never returned before. */
    ClientOrderId next() {
        return ClientOrderId.dated(clock.millis(), upper, lower | last.incrementAndGet() & COUNTER_MAX);
    }
}
