package com.flowex.operations.task;

import com.flowex.ground.work.Backoff;
import java.time.Duration;

/**
 * Pauses before the next attempt.
 *
 * @param failed pause after failed attempts
 * @param passing pause after a transient fault, such as a service that is away
 */
record TaskPause(Backoff failed, Duration passing) {

    static final TaskPause USUAL =
            new TaskPause(Backoff.of(Duration.ofSeconds(2), Duration.ofMinutes(15)), Duration.ofSeconds(5));
}
