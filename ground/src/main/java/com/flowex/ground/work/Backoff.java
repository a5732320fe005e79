package com.flowex.ground.work;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * How long until the next attempt: doubled each time up to a limit, then taken at random from its upper half, so that what failed
 * together does not come back together.
 */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {

    private static final int DOUBLINGS_MAX = 30;

    /** For any threads. */
    public static Backoff of(Duration first, Duration longest) {
        return new Backoff(first, longest, () -> ThreadLocalRandom.current().nextLong());
    }

    /** @param attempts that failed, from 1 */
    public Duration after(int attempts) {
        long doubled = first.toMillis() << Math.min(attempts - 1, DOUBLINGS_MAX);
        long limit = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(limit - random.nextLong(limit / 2 + 1));
    }
}
