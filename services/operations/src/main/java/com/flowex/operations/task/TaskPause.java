package com.flowex.operations.task;

import com.flowex.ground.work.Backoff;
import java.time.Duration;

/**
 * How long until the next attempt.
 *
 * @param failed after attempts that failed
 * @param passing while what is away and comes back is waited for
 */
record TaskPause(Backoff failed, Duration passing) {

    static final TaskPause USUAL =
            new TaskPause(Backoff.of(Duration.ofSeconds(2), Duration.ofMinutes(15)), Duration.ofSeconds(5));
}
