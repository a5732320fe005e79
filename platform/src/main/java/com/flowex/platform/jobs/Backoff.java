package com.flowex.platform.jobs;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff. The pause doubles with each attempt up to a limit, and is then drawn from its upper half.
 * Components that failed together therefore do not come back together.
 */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {

    private static final int DOUBLINGS_MAX = 30;

    /** Returns a thread-safe backoff. */
    public static Backoff of(Duration first, Duration longest) {
        return new Backoff(first, longest, () -> ThreadLocalRandom.current().nextLong());
    }

    /** @param attempts number of failed attempts, from 1 */
    public Duration after(int attempts) {
        long doubled = first.toMillis() << Math.min(attempts - 1, DOUBLINGS_MAX);
        long limit = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(limit - random.nextLong(limit / 2 + 1));
    }
}
