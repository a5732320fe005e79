package com.flowex.strategies.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Back-test that a user has requested.
 *
 * @param request spec of the back-test, as JSON
 * @param startedAt time of the latest attempt; null before the first
 * @param attempts number of the latest attempt; 0 before the first
 * @param progress progress of the attempt, in percent
 * @param reason cause of a failure; empty otherwise
 * @param summary figures of the result, as JSON; null before the end
 */
public record StoredBacktest(
        long id,
        long owner,
        State state,
        String request,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int attempts,
        int progress,
        String reason,
        @Nullable String summary) {

    /** State of a back-test. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELED;

        public boolean isFinal() {
            return this != WAITING && this != RUNNING;
        }
    }
}
