package com.flowex.platform.migration;

import java.time.Instant;
import java.util.Optional;

/**
 * Migration script of one part of the database.
 *
 * @param checksum checksum of its text in this version, or of the text that ran if this version does not have it
 * @param ranAt time at which it ran; empty while it is pending
 */
public record Migration(
        String part, int version, String what, int checksum, Optional<Instant> ranAt, State state, RollbackMethod way) {

    /** State of a script in a database. */
    public enum State {
        /** Ran with the text of this version. */
        RAN,
        /** Pending; the next start, or {@code up}, runs it. */
        WAITS,
        /** Ran with another text than this version's; a start refuses, or rebuilds a view. */
        CHANGED,
        /** Ran by a newer version; this one ignores it. */
        NEWER,
        /** Begun and not ended. */
        FAILED
    }

    /** Returns part and version, as one word in a line. */
    public String name() {
        return part + " V" + version;
    }

    /** Returns true if reverting it reverts all of its part. */
    public boolean isWholePart() {
        return way instanceof RollbackMethod.Rebuilt;
    }
}
