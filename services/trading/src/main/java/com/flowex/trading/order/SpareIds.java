package com.flowex.trading.order;

import com.flowex.domain.ClientOrderId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Client order ids for orders that come without one: UUIDs of version 7 (RFC 9562), which say their time, so that the exchange
 * keeps nothing of them once they are old (ADR 0054).
 *
 * <p>The time, 42 random bits drawn once per process and a counter: no two are ever the same, and no order pays for randomness.
 */
public final class SpareIds {

    /** Of the upper half: the time stands from this bit on, the version below it. */
    private static final int TIME_BITS_FROM = 16;

    private static final long VERSION_7 = 0x7000;
    private static final long UPPER_RANDOM = 0xFFF;

    /** Of the lower half: two bits say which kind of UUID it is, 30 are random, the counter has the rest. */
    private static final int COUNTER_BITS = 32;

    private static final long COUNTER_MAX = (1L << COUNTER_BITS) - 1;
    private static final long LOWER_RANDOM = (1L << 62) - 1 - COUNTER_MAX;

    private final InstantSource clock;
    private final long upper;
    private final long lower;
    private final AtomicLong last = new AtomicLong();

    public SpareIds(InstantSource clock) {
        this.clock = clock;
        SecureRandom random = new SecureRandom();
        upper = VERSION_7 | random.nextLong() & UPPER_RANDOM;
        lower = Long.MIN_VALUE | random.nextLong() & LOWER_RANDOM;
    }

    /** An id never given before. */
    ClientOrderId next() {
        long time = clock.millis() << TIME_BITS_FROM;
        long counted = last.incrementAndGet() & COUNTER_MAX;
        return ClientOrderId.of(new UUID(time | upper, lower | counted).toString());
    }
}
