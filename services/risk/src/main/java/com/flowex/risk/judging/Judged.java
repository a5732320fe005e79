package com.flowex.risk.judging;

import com.flowex.cluster.tail.Checkpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a tenant's part of the log is judged.
 *
 * @param sequence number of the last event, 0 if none
 * @param time its log time; null if none
 * @param start where reading begins again
 * @param settled whether what was open then was judged as it was
 * @param lookedAt when it was written
 * @param trouble why it does not go on; empty if it does
 * @param leftOut how many events somebody decided to leave out since it began
 */
public record Judged(
        long sequence,
        @Nullable Instant time,
        Checkpoint start,
        boolean settled,
        @Nullable Instant lookedAt,
        String trouble,
        long leftOut) {

    static final Judged NOTHING = new Judged(0, null, Checkpoint.START, false, null, "", 0);

    Judged troubled(Instant at, String why) {
        return new Judged(sequence, time, start, settled, at, why, leftOut);
    }

    /** Goes on at a place, whatever is in between. */
    Judged from(Checkpoint place, Instant at) {
        return new Judged(
                place.sequence(), null, place, false, at, "", leftOut + Math.max(0, place.sequence() - sequence));
    }
}
