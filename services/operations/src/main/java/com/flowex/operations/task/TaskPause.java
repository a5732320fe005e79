package com.flowex.operations.task;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long until the next attempt: doubled each time up to a limit, then taken at random from its upper half, so that what failed together
 * does not come back together.
 *
 * @param first after the first attempt that failed
 * @param passing while what is away and comes back is waited for
 */
record TaskPause(Duration first, Duration longest, Duration passing, RandomGenerator random) {

    static final TaskPause USUAL = new TaskPause(
            Duration.ofSeconds(2), Duration.ofMinutes(15), Duration.ofSeconds(5), RandomGenerator.getDefault());

    private static final int DOUBLINGS_MAX = 30;

    /** @param attempts that failed, from 1 */
    Duration after(int attempts) {
        long doubled = first.toMillis() << Math.min(attempts - 1, DOUBLINGS_MAX);
        long limit = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(limit - random.nextLong(limit / 2 + 1));
    }
}
