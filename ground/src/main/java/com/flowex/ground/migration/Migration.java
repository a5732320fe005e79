package com.flowex.ground.migration;

import java.time.Instant;
import java.util.Optional;

/**
 * One script of one part of the database.
 *
 * @param checksum of its text as this version has it, or as it ran if this version does not have it
 * @param ranAt empty while it waits
 */
public record Migration(
        String part, int version, String what, int checksum, Optional<Instant> ranAt, State state, WayBack way) {

    /** Where it stands in a database. */
    public enum State {
        /** As this version has it. */
        RAN,
        /** The next start, or {@code up}, runs it. */
        WAITS,
        /** What ran is not what this version has: a start refuses, or builds a view anew. */
        CHANGED,
        /** A newer version ran it; this one leaves it alone. */
        NEWER,
        /** It was begun and not ended. */
        FAILED
    }

    /** Part and version, as it is named in a line. */
    public String name() {
        return part + " V" + version;
    }

    /** Whether taking it back takes all of its part. */
    public boolean isWholePart() {
        return way instanceof WayBack.Rebuilt;
    }
}
