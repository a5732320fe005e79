package com.flowex.ground.saga;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long until the next attempt: doubled each time up to a limit, then taken at random from its upper half, so that what failed
 * together does not come back together.
 */
record Backoff(Duration first, Duration longest, RandomGenerator random) {

    private static final int DOUBLINGS_MAX = 30;

    /** @param attempts that failed, from 1 */
    Duration after(int attempts) {
        long doubled = first.toMillis() << Math.min(attempts - 1, DOUBLINGS_MAX);
        long limit = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(limit - random.nextLong(limit / 2 + 1));
    }
}
