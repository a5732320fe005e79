package com.flowex.operations.app;

import com.flowex.platform.jobs.Backoff;
import java.time.Duration;

/**
 * Pauses before the next attempt.
 *
 * @param failed pause after failed attempts
 * @param passing pause after a transient fault, such as a service that is away
 */
public record TaskPause(Backoff failed, Duration passing) {

    public static final TaskPause USUAL =
            new TaskPause(Backoff.of(Duration.ofSeconds(2), Duration.ofMinutes(15)), Duration.ofSeconds(5));
}
