package com.flowex.trading.order;

import com.flowex.domain.ClientOrderId;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Client order ids for orders that come without one.
 *
 * <p>64 random bits drawn once per process and a counter: no two are ever the same, and no order pays for randomness.
 */
public final class SpareIds {

    private final String prefix;
    private final AtomicLong last = new AtomicLong();

    public SpareIds() {
        byte[] random = new byte[Long.BYTES];
        new SecureRandom().nextBytes(random);
        prefix = "x-" + HexFormat.of().formatHex(random) + "-";
    }

    /** An id never given before; at most 2 + 16 + 1 + 16 = 35 characters. */
    ClientOrderId next() {
        return ClientOrderId.of(prefix + Long.toHexString(last.incrementAndGet()));
    }
}
