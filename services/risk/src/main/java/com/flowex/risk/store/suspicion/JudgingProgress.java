package com.flowex.risk.store.suspicion;

import com.flowex.cluster.tail.Checkpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Progress of judging a tenant's part of the log.
 *
 * @param sequence number of the last judged event; 0 if none
 * @param time its log time; null if none
 * @param start where the next reading begins
 * @param settled true if the patterns that were open then have been judged as they were
 * @param lookedAt time when this was written
 * @param trouble why judging is stuck; empty if it is not
 * @param leftOut number of events that an administrator decided to leave out since it began
 */
public record JudgingProgress(
        long sequence,
        @Nullable Instant time,
        Checkpoint start,
        boolean settled,
        @Nullable Instant lookedAt,
        String trouble,
        long leftOut) {

    static final JudgingProgress NOTHING = new JudgingProgress(0, null, Checkpoint.START, false, null, "", 0);

    public JudgingProgress troubled(Instant at, String why) {
        return new JudgingProgress(sequence, time, start, settled, at, why, leftOut);
    }

    /** Returns the progress moved to the given place; the events in between are left out. */
    JudgingProgress from(Checkpoint place, Instant at) {
        return new JudgingProgress(
                place.sequence(), null, place, false, at, "", leftOut + Math.max(0, place.sequence() - sequence));
    }
}
