package com.flowex.operations.app;

import com.flowex.platform.jobs.Backoff;
import java.time.Duration;

/**
 * Pauses before the next attempt.
 *
 * @param failed pause after failed attempts
 * @param transientFault pause after a transient fault, such as a service that is away
 */
public record RetryPauses(Backoff failed, Duration transientFault) {

    public static final RetryPauses USUAL =
            new RetryPauses(Backoff.of(Duration.ofSeconds(2), Duration.ofMinutes(15)), Duration.ofSeconds(5));
}
